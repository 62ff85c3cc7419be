import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrganisationDraft } from '#core/admin/structure.ts';
import type { Organisation } from '#core/workspace/catalogue.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { TabProps } from './AdminPage.tsx';
import { Form } from './Form.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { newestOf } from './newest.ts';
import { errorAt, useAct } from './use-admin.ts';
import { opener } from './use-open.ts';

/** Whose people ask for help, and by which hours they are promised it. */
export function OrganisationsTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('organisations');
  const items = [...data.organisations].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const organisation = items.find((one) => one.id === open) ?? null;
  const calendarOf = ({ calendarId }: Organisation) =>
    calendarId === null
      ? 'none'
      : (newestOf(data.calendars).find((calendar) => calendar.id === calendarId)?.name ?? 'one that is gone');
  const requestersOf = (id: string) => data.requesters.filter(({ organisationId }) => organisationId === id).length;
  return (
    <MasterDetail
      label="Organisations"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="New organisation"
      columns="minmax(110px, 1.2fr) minmax(90px, 1fr) 66px"
      head={['Name', 'Calendar', 'Requesters']}
      empty="No organisation yet. Requesters can do without one."
      row={(one) => (
        <>
          <span className="ell md">{one.name}</span>
          <span className="ell m">{calendarOf(one)}</span>
          <span className="m">{requestersOf(one.id)}</span>
        </>
      )}
      detail={
        open === 'new' || organisation ? (
          <OrganisationForm key={open} organisation={organisation} data={data} onClose={onClose} />
        ) : null
      }
    />
  );
}

function OrganisationForm({
  organisation,
  data,
  onClose,
}: {
  organisation: Organisation | null;
  data: ReferenceData;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState<OrganisationDraft>(() => ({
    name: organisation?.name ?? '',
    calendarId: organisation?.calendarId ?? null,
  }));
  const act = useAct(
    (api, given: OrganisationDraft) => api.saveOrganisation(organisation?.id ?? null, given),
    () => organisation === null && onClose(),
  );
  const at = (field: string) => ({ error: errorAt(act.problem, field) });
  return (
    <Form
      title={organisation?.name ?? 'New organisation'}
      fields={['name', 'calendarId']}
      problem={act.problem}
      busy={act.busy}
      submit={organisation ? 'Save' : 'Create'}
      onSubmit={() => act.run(draft)}
      onClose={onClose}
    >
      {organisation && act.made ? (
        <p role="status" className="u-met sm">
          Saved. Clocks that follow its calendar were judged anew.
        </p>
      ) : null}
      <TextInput
        label="Name"
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        {...at('name')}
      />
      <Select
        label="Calendar"
        description="Targets that count by the requester’s organisation follow it. Without one they follow the holding team’s."
        placeholder="none"
        clearable
        openOnFocus={false}
        data={newestOf(data.calendars).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.calendarId}
        onChange={(calendarId) => setDraft({ ...draft, calendarId: calendarId as OrganisationDraft['calendarId'] })}
        {...at('calendarId')}
      />
    </Form>
  );
}
