import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PolicyDraft } from '#core/admin/documents.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { AdminProblem } from './admin-api.ts';
import { Form } from './Form.tsx';
import { MatchFields } from './MatchFields.tsx';
import { matchOf, matchTextOf } from './match-text.ts';
import { Publication } from './Publication.tsx';
import { Stamp } from './Stamp.tsx';
import { TargetsTable } from './TargetsTable.tsx';
import { kinds, type TargetText, targetsOf, textsOf } from './target-text.ts';
import { errorAt, useAct } from './use-admin.ts';

const matched = Object.keys(matchTextOf(null)).map((key) => `match.${key}`);
const fields = ['name', 'order', 'targets', ...kinds, ...matched];

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
  const [draft, setDraft] = useState(() => ({
    name: policy?.name ?? '',
    order: policy?.order ?? order,
    retired: policy?.retired ?? false,
  }));
  const [match, setMatch] = useState(() => matchTextOf(policy?.match ?? null));
  const [texts, setTexts] = useState(() => textsOf(policy?.targets ?? [], data));
  const [unread, setUnread] = useState<AdminProblem | null>(null);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const act = useAct(
    (api, given: PolicyDraft) => api.publishPolicy(given),
    () => policy === null && onClose(),
  );
  const problem = unread ?? renamed(act.problem, texts);
  const submit = () => {
    const read = targetsOf(texts);
    if ('field' in read) return setUnread(new AdminProblem(read.says, read.field));
    const holdsFor = matchOf(match);
    if ('field' in holdsFor) return setUnread(new AdminProblem(holdsFor.says, holdsFor.field));
    setUnread(null);
    act.run({ id: policy?.id ?? null, ...draft, match: holdsFor, targets: read.targets });
  };
  const at = (field: string) => ({ error: errorAt(problem, field) });
  return (
    <Form
      title={policy?.name ?? 'New policy'}
      fields={fields}
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
      <MatchFields
        text={match}
        data={data}
        problem={problem}
        onChange={(part) => setMatch((before) => ({ ...before, ...part }))}
      />
      <Checkbox
        label="Retired: no ticket follows it any more"
        checked={draft.retired}
        onChange={(event) => change({ retired: event.currentTarget.checked })}
      />
      <Publication made={policy && act.made ? act.made : null} />
    </Form>
  );
}

/** The server counts targets by place, the form knows them by kind. */
function renamed(problem: AdminProblem | null, texts: readonly TargetText[]): AdminProblem | null {
  const at = /^targets\.(\d+)(.*)$/.exec(problem?.field ?? '');
  const kind = at ? texts.filter((text) => text.on)[Number(at[1])]?.kind : undefined;
  return problem && at && kind ? new AdminProblem(problem.message, `${kind}${at[2] ?? ''}`) : problem;
}
