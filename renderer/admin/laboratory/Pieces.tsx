import type { CycleText } from '#core/sla/laboratory/answer-text.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { useMe } from '../../ui/context.tsx';
import { clockSecondsOf, countOf, dayOf } from '../../ui/format.ts';
import { amountWord, becauseWord, payerWord } from './words.ts';

/** More than these nobody reads. */
const SHOWN = 200;

type Props = { title: string | null; cycle: CycleText | null; tiers: ReferenceData['tiers'] };

/** The pieces of time that a clock's sum is made of, gap-free. */
export function Pieces({ title, cycle, tiers }: Props) {
  const { zone } = useMe();
  const pieces = cycle?.segments ?? [];
  const stamp = (at: string) => `${dayOf(Date.parse(at), zone)} ${clockSecondsOf(Date.parse(at), zone)}`;
  return (
    <div>
      {title ? <h4>{title}</h4> : null}
      {pieces.length === 0 ? <p className="d">This clock has not begun.</p> : null}
      {pieces.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col" className="r">
                Length
              </th>
              <th scope="col" className="r">
                Counts
              </th>
              <th scope="col">Charged to</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {pieces.slice(0, SHOWN).map((piece) => (
              <tr key={piece.from} className={piece.state === 'counts' ? '' : 'no'}>
                <td>{stamp(piece.from)}</td>
                <td className="r">{amountWord(piece.seconds)}</td>
                <td className="r">{piece.state === 'counts' ? amountWord(piece.counts) : piece.state}</td>
                <td>{piece.charged === null ? '' : payerWord(piece.charged, tiers)}</td>
                <td>{becauseWord(piece.because)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>Sum, no gap</td>
              <td className="r">{amountWord(sum(pieces.map(({ seconds }) => seconds)))}</td>
              <td className="r">{amountWord(sum(pieces.map(({ counts }) => counts)))}</td>
              <td colSpan={2}>
                {pieces.length > SHOWN ? `${countOf(pieces.length - SHOWN, 'more piece')} not shown` : ''}
              </td>
            </tr>
          </tfoot>
        </table>
      ) : null}
    </div>
  );
}

function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, one) => total + one, 0);
}
