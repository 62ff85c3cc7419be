import { Checkbox, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TeamDraft } from '#core/admin/structure.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Team } from '#core/workspace/team.ts';
import type { TabProps } from './AdminPage.tsx';
import { Form } from './Form.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { newestOf } from './newest.ts';
import { errorAt, useAct } from './use-admin.ts';
import { opener } from './use-open.ts';

/** Teams, by tier. */
export function TeamsTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('teams');
  const tierOf = (team: Team) => data.tiers.find((tier) => tier.id === team.tierId);
  const items = [...data.teams].sort(
    (a, b) => (tierOf(a)?.rank ?? 99) - (tierOf(b)?.rank ?? 99) || a.name.localeCompare(b.name, 'en'),
  );
  const team = items.find((one) => one.id === open) ?? null;
  const nameOf = (id: string | null) => data.people.find((person) => person.id === id)?.name ?? 'nobody';
  const agentsOf = (id: string) =>
    data.people.filter(
      (one) => one.active && one.memberships.some(({ teamId, role }) => teamId === id && role !== 'viewer'),
    );
  return (
    <MasterDetail
      label="Teams"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="New team"
      columns="minmax(110px, 1.2fr) minmax(70px, 1fr) minmax(80px, 1fr) 44px 44px"
      head={['Name', 'Tier', 'Supervisor', 'People', '']}
      empty="No teams yet. Tickets need one to land in."
      row={(one) => (
        <>
          <span className="ell md">{one.name}</span>
          <span className="ell m">{tierOf(one)?.name ?? 'no tier'}</span>
          <span className="ell m">{nameOf(one.supervisorId)}</span>
          <span className="m">{agentsOf(one.id).length}</span>
          <span className="d">{one.active ? (one.intake ? 'intake' : '') : 'closed'}</span>
        </>
      )}
      detail={open === 'new' || team ? <TeamForm key={open} team={team} data={data} onClose={onClose} /> : null}
    />
  );
}

const fields = [
  'name',
  'tierId',
  'skills',
  'calendarId',
  'supervisorId',
  'categoryIds',
  'organisationIds',
  'intake',
  'active',
];

function TeamForm({ team, data, onClose }: { team: Team | null; data: ReferenceData; onClose: () => void }) {
  const [draft, setDraft] = useState<TeamDraft>(() => (team ? withoutId(team) : someTeam(data)));
  const change = (part: Partial<TeamDraft>) => setDraft((before) => ({ ...before, ...part }));
  const act = useAct(
    (api, given: TeamDraft) => api.saveTeam(team?.id ?? null, given),
    () => team === null && onClose(),
  );
  const at = (field: string) => ({ error: errorAt(act.problem, field) });
  const listed = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form
      title={team?.name ?? 'New team'}
      fields={fields}
      problem={act.problem}
      busy={act.busy}
      submit={team ? 'Save' : 'Create'}
      onSubmit={() => act.run(draft)}
      onClose={onClose}
    >
      {team && act.made ? (
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
      <div className="admin-pair">
        <Select
          label="Tier"
          openOnFocus={false}
          allowDeselect={false}
          data={listed(data.tiers)}
          value={draft.tierId}
          onChange={(tierId) => change({ tierId: tierId as TeamDraft['tierId'] })}
          {...at('tierId')}
        />
        <Select
          label="Calendar"
          openOnFocus={false}
          allowDeselect={false}
          data={listed(newestOf(data.calendars))}
          value={draft.calendarId}
          onChange={(calendarId) => change({ calendarId: calendarId as TeamDraft['calendarId'] })}
          {...at('calendarId')}
        />
      </div>
      <Select
        label="Supervisor"
        description="Hears of offers that nobody took."
        clearable
        searchable
        openOnFocus={false}
        data={listed(data.people.filter((person) => person.active))}
        value={draft.supervisorId}
        onChange={(supervisorId) => change({ supervisorId: supervisorId as TeamDraft['supervisorId'] })}
        {...at('supervisorId')}
      />
      <TagsInput
        label="Skills"
        description="A category that needs one is handed to a team that has it."
        data={[...new Set(data.categories.flatMap(({ skill }) => skill ?? []))]}
        value={draft.skills}
        onChange={(skills) => change({ skills })}
        {...at('skills')}
      />
      <MultiSelect
        label="Categories"
        description="None means whatever its skills fit."
        searchable
        openOnFocus={false}
        data={listed(data.categories)}
        value={draft.categoryIds}
        onChange={(categoryIds) => change({ categoryIds: categoryIds as TeamDraft['categoryIds'] })}
        {...at('categoryIds')}
      />
      <MultiSelect
        label="Organisations served"
        description="None means all."
        searchable
        openOnFocus={false}
        data={listed(data.organisations)}
        value={draft.organisationIds}
        onChange={(organisationIds) => change({ organisationIds: organisationIds as TeamDraft['organisationIds'] })}
        {...at('organisationIds')}
      />
      <Checkbox
        label="Intake: new tickets that nothing claims land here (one team only)"
        checked={draft.intake}
        onChange={(event) => change({ intake: event.currentTarget.checked })}
        {...at('intake')}
      />
      <Checkbox
        label="Open: takes tickets"
        checked={draft.active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
        {...at('active')}
      />
    </Form>
  );
}

function withoutId({ id: _, ...draft }: Team): TeamDraft {
  return draft;
}

function someTeam(data: ReferenceData): TeamDraft {
  const [tier] = data.tiers;
  const [calendar] = data.calendars;
  return {
    name: '',
    tierId: tier?.id ?? ('' as TeamDraft['tierId']),
    skills: [],
    calendarId: calendar?.id ?? ('' as TeamDraft['calendarId']),
    supervisorId: null,
    organisationIds: [],
    categoryIds: [],
    intake: false,
    active: true,
  };
}
