import { Checkbox, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PolicyDraft } from '#core/admin/documents.ts';
import type { Policy, Target } from '#core/sla/policy.ts';
import type { Priority } from '#core/ticket/history.ts';
import { TicketType } from '#core/ticket/ticket.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { typeWord } from '../ui/words.ts';
import { AdminProblem } from './admin-api.ts';
import { Form } from './Form.tsx';
import { Publication } from './Publication.tsx';
import { Stamp } from './Stamp.tsx';
import { TargetsTable } from './TargetsTable.tsx';
import { kinds, type TargetText, targetsOf, textsOf } from './target-text.ts';
import { errorAt, useAct } from './use-admin.ts';

const fields = [
  'name',
  'order',
  'match.types',
  'match.priorities',
  'match.categoryIds',
  'match.serviceIds',
  'match.organisationIds',
  'match.teamIds',
  'targets',
];

export function PolicyForm({
  policy,
  order,
  data,
  onClose,
}: {
  /** Null for a new one, which is tried after all others. */
  policy: Policy | null;
  order: number;
  data: ReferenceData;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(() => draftOf(policy, order));
  const [texts, setTexts] = useState(() => textsOf(policy?.targets ?? [], data));
  const [unread, setUnread] = useState<AdminProblem | null>(null);
  const change = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const match = (part: Partial<PolicyDraft['match']>) => change({ match: { ...draft.match, ...part } });
  const act = useAct(
    (api, given: PolicyDraft) => api.publishPolicy(given),
    () => policy === null && onClose(),
  );
  const problem = unread ?? renamed(act.problem, texts);
  const submit = () => {
    const targets = targetsOf(texts);
    if ('field' in targets) return setUnread(new AdminProblem(targets.says, targets.field));
    setUnread(null);
    act.run({ ...draft, targets: targets.targets });
  };
  const at = (field: string) => ({ error: errorAt(problem, field) });
  const many = (
    label: string,
    key: 'categoryIds' | 'serviceIds' | 'organisationIds' | 'teamIds',
    list: readonly { id: string; name: string }[],
  ) => (
    <MultiSelect
      label={label}
      placeholder={draft.match[key].length === 0 ? 'all' : ''}
      searchable
      openOnFocus={false}
      data={list.map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.match[key]}
      onChange={(value) => match({ [key]: value })}
      {...at(`match.${key}`)}
    />
  );
  return (
    <Form
      title={policy?.name ?? 'New policy'}
      fields={[...fields, ...kinds]}
      problem={problem}
      busy={act.busy}
      submit={`Publish version ${(policy?.version ?? 0) + 1}`}
      onSubmit={submit}
      onClose={onClose}
      more={policy ? <Stamp document={policy} data={data} /> : null}
    >
      <div className="admin-pair wide-first">
        <TextInput
          label="Name"
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          {...at('name')}
        />
        <NumberInput
          label="Order"
          description="The first that matches holds."
          allowDecimal={false}
          value={draft.order}
          onChange={(value) => change({ order: Number(value) })}
          {...at('order')}
        />
      </div>
      <TargetsTable texts={texts} calendars={data.calendars} problem={problem} onChange={setTexts} />
      <fieldset className="admin-set">
        <legend>Holds for</legend>
        <div className="admin-pair">
          <MultiSelect
            label="Types"
            placeholder={draft.match.types.length === 0 ? 'all' : ''}
            openOnFocus={false}
            data={TicketType.options.map((type) => ({ value: type, label: typeWord[type] }))}
            value={draft.match.types}
            onChange={(types) => match({ types: types as PolicyDraft['match']['types'] })}
          />
          <MultiSelect
            label="Priorities"
            placeholder={draft.match.priorities.length === 0 ? 'all' : ''}
            openOnFocus={false}
            data={['1', '2', '3', '4'].map((value) => ({ value, label: `P${value}` }))}
            value={draft.match.priorities.map(String)}
            onChange={(list) => match({ priorities: list.map((one) => Number(one) as Priority) })}
          />
          {many('Categories', 'categoryIds', data.categories)}
          {many('Services', 'serviceIds', data.services)}
          {many('Organisations', 'organisationIds', data.organisations)}
          {many('Teams', 'teamIds', data.teams)}
        </div>
      </fieldset>
      <Checkbox
        label="Retired: no ticket follows it any more"
        checked={draft.retired}
        onChange={(event) => change({ retired: event.currentTarget.checked })}
      />
      <Publication made={policy && act.made ? act.made : null} />
    </Form>
  );
}

function draftOf(policy: Policy | null, order: number): PolicyDraft {
  if (policy) {
    const { version: _, by: __, at: ___, ...draft } = policy;
    return draft;
  }
  const match = { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] };
  return { id: null, name: '', order, match, targets: [] as Target[], retired: false };
}

/** The server counts targets by place, the form knows them by kind. */
function renamed(problem: AdminProblem | null, texts: readonly TargetText[]): AdminProblem | null {
  const at = /^targets\.(\d+)(.*)$/.exec(problem?.field ?? '');
  const kind = at ? texts.filter((text) => text.on)[Number(at[1])]?.kind : undefined;
  return problem && at && kind ? new AdminProblem(problem.message, `${kind}${at[2] ?? ''}`) : problem;
}
