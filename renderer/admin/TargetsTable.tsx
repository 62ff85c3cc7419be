import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { targetWord } from '../ui/words.ts';
import type { AdminProblem } from './admin-api.ts';
import { newestOf } from './newest.ts';
import type { TargetText } from './target-text.ts';
import { errorAt } from './use-admin.ts';

/** Three targets by four priorities, each with its calendar, pauses and warnings. */
export function TargetsTable({
  texts,
  calendars,
  problem,
  onChange,
}: {
  texts: readonly TargetText[];
  calendars: ReferenceData['calendars'];
  problem: AdminProblem | null;
  onChange: (texts: TargetText[]) => void;
}) {
  const put = (kind: TargetText['kind'], part: Partial<TargetText>) =>
    onChange(texts.map((text) => (text.kind === kind ? { ...text, ...part } : text)));
  const said = texts.flatMap(({ kind }) => errorAt(problem, kind) ?? [])[0] ?? errorAt(problem, 'targets');
  return (
    <fieldset className="admin-set">
      <legend>Targets, in business time</legend>
      <table className="targets">
        <thead>
          <tr>
            <td />
            {[1, 2, 3, 4].map((priority) => (
              <th key={priority} scope="col">
                P{priority}
              </th>
            ))}
            <th scope="col">Calendar</th>
            <th scope="col">Warn at %</th>
            <th scope="col">Waits for</th>
          </tr>
        </thead>
        <tbody>
          {texts.map((text) => (
            <tr key={text.kind}>
              <th scope="row">
                <Checkbox
                  label={targetWord[text.kind]}
                  checked={text.on}
                  onChange={(event) => put(text.kind, { on: event.currentTarget.checked })}
                />
              </th>
              {text.amounts.map((amount, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a priority is its place
                <td key={at}>
                  <TextInput
                    aria-label={`${targetWord[text.kind]}, priority ${at + 1}`}
                    placeholder="–"
                    disabled={!text.on}
                    value={amount}
                    error={
                      problem?.field === `${text.kind}.amounts.${at + 1}` || problem?.field === `${text.kind}.amounts`
                    }
                    onChange={(event) => {
                      const typed = event.currentTarget.value;
                      const amounts = text.amounts.map((one, index) => (index === at ? typed : one));
                      put(text.kind, { amounts: amounts as TargetText['amounts'] });
                    }}
                  />
                </td>
              ))}
              <td>
                <NativeSelect
                  aria-label={`${targetWord[text.kind]}, calendar`}
                  disabled={!text.on}
                  data={newestOf(calendars).map(({ id, name }) => ({ value: id, label: name }))}
                  value={text.calendarId ?? ''}
                  error={problem?.field === `${text.kind}.calendarId`}
                  onChange={(event) => {
                    const chosen = calendars.find((calendar) => calendar.id === event.currentTarget.value);
                    put(text.kind, { calendarId: chosen?.id ?? null });
                  }}
                />
              </td>
              <td>
                <TextInput
                  aria-label={`${targetWord[text.kind]}, warnings in percent`}
                  disabled={!text.on}
                  value={text.warnings}
                  error={problem?.field === `${text.kind}.warnings`}
                  onChange={(event) => put(text.kind, { warnings: event.currentTarget.value })}
                />
              </td>
              <td>
                <span className="waits">
                  {(['requester', 'vendor'] as const).map((whom) => (
                    <Checkbox
                      key={whom}
                      label={whom}
                      aria-label={`${targetWord[text.kind]} stops while waiting for the ${whom}`}
                      disabled={!text.on}
                      checked={text.pausesOn.includes(whom)}
                      onChange={(event) =>
                        put(text.kind, {
                          pausesOn: event.currentTarget.checked
                            ? [...text.pausesOn, whom]
                            : text.pausesOn.filter((one) => one !== whom),
                        })
                      }
                    />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {said ? (
        <p className="u-breached sm" role="alert">
          {said}
        </p>
      ) : null}
    </fieldset>
  );
}
