import { Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { CalendarChoice } from '#core/sla/policy.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { statusWord } from '../ui/words.ts';
import type { AdminProblem } from './admin-api.ts';
import { newestOf } from './newest.ts';
import { internal, pauses, promised, type TargetText, targetLabel } from './target-text.ts';
import { errorAt } from './use-admin.ts';

type Props = {
  texts: readonly TargetText[];
  calendars: ReferenceData['calendars'];
  problem: AdminProblem | null;
  onChange: (texts: TargetText[]) => void;
};

/** What is promised to requesters, and between levels: an amount a priority, and below it what it is counted by. */
export function TargetsTable({ texts, calendars, problem, onChange }: Props) {
  const put = (kind: TargetKind, part: Partial<TargetText>) =>
    onChange(texts.map((text) => (text.kind === kind ? { ...text, ...part } : text)));
  const said = texts.flatMap(({ kind }) => errorAt(problem, kind) ?? [])[0] ?? errorAt(problem, 'targets');
  const groups = [
    { heading: 'To the requester', kinds: promised },
    { heading: 'Between levels (OLA)', kinds: internal },
  ] as const;
  return (
    <fieldset className="admin-set">
      <legend>Targets, in business time: 45m, 4h, 1h 30m 15s</legend>
      <table className="targets">
        <thead>
          <tr>
            <td className="corner targets-head" />
            {[1, 2, 3, 4].map((priority) => (
              <th key={priority} scope="col" className="targets-head">
                P{priority}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ heading, kinds }) => (
          <tbody key={heading}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="targets-group">
                {heading}
              </th>
            </tr>
            {texts
              .filter((text) => kinds.some((kind) => kind === text.kind))
              .map((text) => (
                <TargetRows
                  key={text.kind}
                  text={text}
                  calendars={calendars}
                  problem={problem}
                  put={(part) => put(text.kind, part)}
                />
              ))}
          </tbody>
        ))}
      </table>
      {said ? (
        <p className="u-breached sm" role="alert">
          {said}
        </p>
      ) : null}
    </fieldset>
  );
}

type Row = Pick<Props, 'calendars' | 'problem'> & { text: TargetText; put: (part: Partial<TargetText>) => void };

function TargetRows({ text, calendars, problem, put }: Row) {
  const label = targetLabel[text.kind];
  return (
    <>
      <tr>
        <th scope="row">
          <Checkbox label={label} checked={text.on} onChange={(event) => put({ on: event.currentTarget.checked })} />
        </th>
        {text.amounts.map((amount, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a priority is its place
          <td key={at}>
            <TextInput
              aria-label={`${label}, priority ${at + 1}`}
              placeholder="–"
              disabled={!text.on}
              value={amount}
              error={problem?.field === `${text.kind}.amounts.${at + 1}` || problem?.field === `${text.kind}.amounts`}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                const amounts = text.amounts.map((one, index) => (index === at ? typed : one));
                put({ amounts: amounts as TargetText['amounts'] });
              }}
            />
          </td>
        ))}
      </tr>
      {text.on ? (
        <tr>
          <td colSpan={5}>
            <CountedBy text={text} calendars={calendars} problem={problem} put={put} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

const byTheTicket = [
  { value: 'always', label: 'around the clock' },
  { value: 'team', label: 'the holding team’s' },
  { value: 'organisation', label: 'the organisation’s' },
];

const pauseWords = [
  {
    group: 'Waiting for',
    items: [
      { value: 'requester', label: 'requester' },
      { value: 'vendor', label: 'vendor' },
    ],
  },
  {
    group: 'In status',
    items: (['new', 'open', 'pending', 'onHold'] as const).map((value) => ({ value, label: statusWord[value] })),
  },
];

/** By which calendar a target is counted, what stops its clock, and when it warns. */
function CountedBy({ text, calendars, problem, put }: Row) {
  const label = targetLabel[text.kind];
  const ownCalendars = newestOf(calendars).map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <div className="counted-by">
      <NativeSelect
        label="by"
        aria-label={`${label}, by calendar`}
        data={[
          { group: 'Calendars', items: ownCalendars },
          { group: 'As the ticket has it', items: byTheTicket },
        ]}
        value={text.calendarId ?? ''}
        error={problem?.field === `${text.kind}.calendarId`}
        onChange={(event) => put({ calendarId: CalendarChoice.parse(event.currentTarget.value) })}
      />
      <MultiSelect
        label="pauses for"
        aria-label={`${label}, pauses for`}
        placeholder={text.pausesOn.length === 0 ? 'nothing' : ''}
        openOnFocus={false}
        data={pauseWords}
        value={text.pausesOn}
        error={errorAt(problem, `${text.kind}.pausesOn`) !== undefined}
        onChange={(chosen) => put({ pausesOn: pauses.filter((pause) => chosen.includes(pause)) })}
      />
      <TextInput
        label="warns at %"
        aria-label={`${label}, warns at %`}
        value={text.warnings}
        error={errorAt(problem, `${text.kind}.warnings`) !== undefined}
        onChange={(event) => put({ warnings: event.currentTarget.value })}
      />
    </div>
  );
}
