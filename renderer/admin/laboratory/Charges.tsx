import type { ClocksText } from '#core/sla/laboratory/answer-text.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { exactly } from '../../ticket/time.ts';
import { chargesOf } from './compare.ts';
import { payerWord } from './words.ts';

type Props = { is: ClocksText; would: ClocksText | undefined; tiers: ReferenceData['tiers'] };

/** Whose the minutes were: every business minute once, so that the sums are the time that passed. */
export function Charges({ is, would, tiers }: Props) {
  const charges = chargesOf(is, would);
  if (charges.length === 0) return null;
  return (
    <table className="lab-table lab-charges">
      <thead>
        <tr>
          <th scope="col">Charged to</th>
          <th scope="col" className="r">
            {would ? 'As it is' : 'Business time'}
          </th>
          {would ? (
            <th scope="col" className="r">
              As it would have been
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {charges.map((charge) => (
          <tr key={charge.payer}>
            <th scope="row">{payerWord(charge.payer, tiers)}</th>
            <td className="r">{exactly(charge.is * 1000)}</td>
            {charge.would === undefined ? null : <Would is={charge.is} would={charge.would} />}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>Together</td>
          <td className="r">{exactly(sum(charges.map((charge) => charge.is)))}</td>
          {would ? <td className="r">{exactly(sum(charges.map((charge) => charge.would ?? 0)))}</td> : null}
        </tr>
      </tfoot>
    </table>
  );
}

function Would({ is, would }: { is: number; would: number }) {
  const differs = is !== would;
  return (
    <td className="r">
      <span className={differs ? 'lab-changed' : ''}>
        {exactly(would * 1000)}
        {differs ? (
          <span className="lab-diff">
            {exactly((would - is) * 1000)} {would > is ? 'more' : 'less'}
          </span>
        ) : null}
      </span>
    </td>
  );
}

/** Seconds in, ms out. */
function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, one) => total + one, 0) * 1000;
}
