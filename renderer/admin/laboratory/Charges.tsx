import type { ClocksText } from '#core/sla/laboratory/answer-text.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { chargesOf } from './compare.ts';
import { amountWord, payerWord } from './words.ts';

type Props = { is: ClocksText; would: ClocksText | undefined; tiers: ReferenceData['tiers'] };

/** Whose the minutes were: every business minute once, so that the sums are the time that passed. */
export function Charges({ is, would, tiers }: Props) {
  const charges = chargesOf(is, would);
  if (charges.length === 0) return null;
  return (
    <table className="lab-table lab-charges">
      <thead>
        <tr>
          <th scope="col" className="lab-first">
            Charged to
          </th>
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
            <td className="r">{amountWord(charge.is)}</td>
            {charge.would === undefined ? null : <Would is={charge.is} would={charge.would} />}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>Together</td>
          <td className="r">{amountWord(sum(charges.map((charge) => charge.is)))}</td>
          {would ? <td className="r">{amountWord(sum(charges.map((charge) => charge.would ?? 0)))}</td> : null}
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
        {amountWord(would)}
        {differs ? (
          <span className="lab-diff">
            {amountWord(would - is)} {would > is ? 'more' : 'less'}
          </span>
        ) : null}
      </span>
    </td>
  );
}

function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, one) => total + one, 0);
}
