import type { AnswerText, ClocksText } from '#core/sla/laboratory/answer-text.ts';
import { exactly } from '../../ticket/time.ts';
import { useMe } from '../../ui/context.tsx';
import { clockSecondsOf, countOf, dayOf } from '../../ui/format.ts';
import type { TabProps } from '../AdminPage.tsx';
import { Charges } from './Charges.tsx';
import { ClocksTable } from './ClocksTable.tsx';
import { isChanged, rowsOf } from './compare.ts';
import type { Asked } from './use-experiment.ts';

/** What was answered, in words and tables: as it is, and beside it as it would have been. */
export function Answers({ asked, data }: { asked: Asked; data: TabProps['data'] }) {
  const { is, would, at } = asked;
  if (!isClocks(is)) return <Simple is={is} would={would} />;
  const other = would && isClocks(would) ? would : undefined;
  const rows = rowsOf(at, is, other);
  return (
    <>
      <p className="lab-sum" role="status">
        {rows.length === 0 ? 'This policy promises nothing.' : other ? verdictOf(rows) : hint}
      </p>
      {rows.length > 0 ? <ClocksTable rows={rows} at={at} tiers={data.tiers} /> : null}
      <Charges is={is} would={other} tiers={data.tiers} />
    </>
  );
}

const hint =
  'As it is. Change the calendar or the policy above and ask again: what it would have been will stand beside it.';

function verdictOf(rows: ReturnType<typeof rowsOf>): string {
  const changed = rows.filter(isChanged).length;
  if (changed === 0) return 'Nothing would have been different for these clocks.';
  return `${changed} of ${countOf(rows.length, 'clock')} would have said something else.`;
}

function isClocks(answer: AnswerText): answer is ClocksText {
  return 'targets' in answer;
}

function Simple({ is, would }: { is: AnswerText; would: AnswerText | undefined }) {
  const { zone } = useMe();
  const differs = would !== undefined && JSON.stringify(is) !== JSON.stringify(would);
  return (
    <dl className="lab-simple">
      <dt>{would ? 'As it is' : 'Answer'}</dt>
      <dd>{sentenceOf(is, zone)}</dd>
      {would ? (
        <>
          <dt>As it would have been</dt>
          <dd>
            {differs ? (
              <span className="lab-changed">
                {sentenceOf(would, zone)}
                <span className="lab-diff">{differenceOf(is, would)}</span>
              </span>
            ) : (
              <>
                {sentenceOf(would, zone)} <span className="d">The same.</span>
              </>
            )}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function sentenceOf(answer: AnswerText, zone: string): string {
  const when = (at: string) =>
    `${dayOf(Date.parse(at), zone)} ${at.slice(0, 4)}, ${clockSecondsOf(Date.parse(at), zone)}`;
  if ('seconds' in answer) {
    return `${answer.seconds < 0 ? 'Backwards ' : ''}${exactly(answer.seconds * 1000)} of opening hours.`;
  }
  if ('next' in answer) {
    const { open, next } = answer;
    if (next === null) return open ? 'Open, and stays open.' : 'Closed, and stays closed.';
    return `${open ? 'Open until' : 'Closed until'} ${when(next)}.`;
  }
  return 'at' in answer ? `${when(answer.at)}.` : '';
}

function differenceOf(is: AnswerText, would: AnswerText): string {
  if ('at' in is && 'at' in would) {
    const ms = Date.parse(would.at) - Date.parse(is.at);
    return `${exactly(ms)} ${ms > 0 ? 'later' : 'earlier'}`;
  }
  if ('seconds' in is && 'seconds' in would) {
    const seconds = would.seconds - is.seconds;
    return `${exactly(seconds * 1000)} ${seconds > 0 ? 'more' : 'less'}`;
  }
  return 'something else';
}
