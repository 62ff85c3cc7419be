import { Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type OneTimeCode, PersonDraft, type PersonListed } from '#core/admin/people.ts';
import type { Membership, Person } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { Button } from '../ui/Button.tsx';
import { useMe } from '../ui/context.tsx';
import { countOf } from '../ui/format.ts';
import { Form } from './Form.tsx';
import { Memberships } from './Memberships.tsx';
import { SureButton } from './SureButton.tsx';
import { errorAt, useAct } from './use-admin.ts';
import { zones } from './zones.ts';

type Props = {
  /** Null for somebody new. */
  person: Person | null;
  signIn: PersonListed | null;
  data: ReferenceData;
  onCode: (code: OneTimeCode) => void;
  onClose: () => void;
};

type Draft = Omit<Person, 'id' | 'active'>;
const fields = [
  'name',
  'email',
  'zone',
  'memberships',
  'skills',
  'managerId',
  'deputyIds',
  'workLimit',
  'administrator',
];

export function PersonForm({ person, signIn, data, onCode, onClose }: Props) {
  const me = useMe();
  const [draft, setDraft] = useState<Draft>(() => person ?? somebody(me.zone));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const invite = useAct(
    (api, given: Draft) => api.invite(given),
    (code) => {
      onCode(code);
      onClose();
    },
  );
  const edit = useAct((api, given: Draft) => api.editPerson(person?.id ?? '', given));
  const act = person ? edit : invite;
  const others = data.people
    .filter((one) => one.active && one.id !== person?.id)
    .map((one) => ({ value: one.id, label: one.name }));
  const at = (field: string) => ({ error: errorAt(act.problem, field) });
  return (
    <Form
      title={person ? `${person.name}${person.active ? '' : ', deactivated'}` : 'Invite somebody'}
      fields={fields}
      problem={act.problem}
      busy={act.busy}
      submit={person ? 'Save' : 'Invite'}
      onSubmit={() => act.run(draftOf(draft))}
      onClose={onClose}
      more={person ? <PersonActs person={person} signIn={signIn} onCode={onCode} /> : null}
    >
      {edit.made ? (
        <p role="status" className="u-met sm">
          Saved.
        </p>
      ) : null}
      <TextInput
        label="Name"
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        {...at('name')}
      />
      <TextInput
        label="Email"
        type="email"
        description="They sign in with it."
        value={draft.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        {...at('email')}
      />
      <Memberships
        value={draft.memberships}
        teams={data.teams.filter((team) => team.active)}
        onChange={(memberships) => change({ memberships })}
        {...at('memberships')}
      />
      <TagsInput
        label="Skills"
        data={[...new Set(data.categories.flatMap(({ skill }) => skill ?? []))]}
        value={draft.skills}
        onChange={(skills) => change({ skills })}
        {...at('skills')}
      />
      <div className="admin-pair">
        <NumberInput
          label="Work limit"
          description="Open tickets at once."
          allowDecimal={false}
          value={draft.workLimit}
          onChange={(value) => change({ workLimit: Number(value) })}
          {...at('workLimit')}
        />
        <Select
          label="Time zone"
          description="For showing times."
          searchable
          openOnFocus={false}
          allowDeselect={false}
          limit={60}
          data={zones()}
          value={draft.zone}
          onChange={(zone) => change({ zone: zone ?? draft.zone })}
          {...at('zone')}
        />
      </div>
      <div className="admin-pair">
        <Select
          label="Manager"
          clearable
          searchable
          openOnFocus={false}
          data={others}
          value={draft.managerId}
          onChange={(managerId) => change({ managerId: managerId as Draft['managerId'] })}
          {...at('managerId')}
        />
        <MultiSelect
          label="Deputies"
          searchable
          openOnFocus={false}
          data={others}
          value={draft.deputyIds}
          onChange={(deputyIds) => change({ deputyIds: deputyIds as Draft['deputyIds'] })}
          {...at('deputyIds')}
        />
      </div>
      <Checkbox
        label="Administrator: changes everything on these pages, and sees every ticket"
        checked={draft.administrator}
        onChange={(event) => change({ administrator: event.currentTarget.checked })}
        {...at('administrator')}
      />
      <Checkbox
        label="Auditor: sees every ticket, changes none"
        checked={draft.auditor}
        onChange={(event) => change({ auditor: event.currentTarget.checked })}
      />
    </Form>
  );
}

function PersonActs({
  person,
  signIn,
  onCode,
}: {
  person: Person;
  signIn: PersonListed | null;
  onCode: Props['onCode'];
}) {
  const reset = useAct((api) => api.reset(person.id), onCode);
  const deactivate = useAct((api) => api.deactivate(person.id));
  const activate = useAct((api) => api.activate(person.id), onCode);
  const problem = reset.problem ?? deactivate.problem ?? activate.problem;
  const me = useMe();
  const open = signIn?.openTickets ?? 0;
  const done = deactivate.made;
  return (
    <>
      {problem ? (
        <p className="u-breached sm admin-refused" role="alert">
          {problem.message}
        </p>
      ) : null}
      {done ? (
        <p className="m sm admin-refused" role="status">
          {countOf(done.sessionsEnded, 'session')} ended, {countOf(done.ticketsPutBack, 'ticket')} put back.
        </p>
      ) : null}
      {person.active ? (
        <>
          {signIn?.signIn === 'invited' ? (
            <Button kind="quiet" disabled={reset.busy} onClick={() => reset.run(undefined)}>
              New invitation
            </Button>
          ) : (
            <SureButton
              label="Reset sign-in"
              sure={`Signed out ${person.id === me.id ? 'everywhere else' : 'everywhere'} at once. Press again`}
              onSure={() => {
                if (!reset.busy) reset.run(undefined);
              }}
            />
          )}
          {person.id === me.id ? null : (
            <SureButton
              label="Deactivate"
              sure={`Signed out at once${open > 0 ? `, ${countOf(open, 'ticket')} ${open === 1 ? 'goes' : 'go'} back to the team` : ''}. Press again`}
              onSure={() => deactivate.run(undefined)}
            />
          )}
        </>
      ) : (
        <Button kind="quiet" disabled={activate.busy} onClick={() => activate.run(undefined)}>
          Bring back
        </Button>
      )}
    </>
  );
}

function somebody(zone: string): Draft {
  return {
    name: '',
    email: '',
    zone,
    memberships: [] as Membership[],
    skills: [],
    managerId: null,
    deputyIds: [],
    workLimit: 6,
    administrator: false,
    auditor: false,
  };
}

/** Without id and activity, which are not for this form; only the shape's own fields travel. */
function draftOf(draft: Draft): Draft {
  const keys = Object.keys(PersonDraft.shape) as (keyof Draft)[];
  return Object.fromEntries(keys.map((key) => [key, draft[key]])) as Draft;
}
