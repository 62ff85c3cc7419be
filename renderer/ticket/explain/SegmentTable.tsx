import { Fragment } from 'react';
import type { Account } from './account.ts';
import { footOf, rowsOf } from './rows.ts';

/** Every stretch of time with its reason; head and sums stay in sight while it scrolls. */
export function SegmentTable({ account }: { account: Account }) {
  const rows = rowsOf(account);
  const foot = footOf(account);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="explain-table" aria-label="Where the time went" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" className="r">
              Length
            </th>
            <th scope="col" className="r">
              Counts
            </th>
            <th scope="col" className="gap">
              Charged to
            </th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.counting ? undefined : 'no'}>
              <td>{row.from}</td>
              <td>{row.to}</td>
              <td className="r">{row.length}</td>
              <td className={row.counting ? 'r c' : 'r'}>{row.counts}</td>
              <td className="gap">{row.chargedTo}</td>
              <td className="why">{row.because}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Sum, no gap, no overlap
            </th>
            <td className="r">{foot.length}</td>
            <td className="r">{foot.counts}</td>
            <td className="gap sums" colSpan={2}>
              {foot.charges.map(({ name, time }, index) => (
                <Fragment key={name}>
                  {index === 0 ? '' : ', '}
                  <span>
                    {name} {time}
                  </span>
                </Fragment>
              ))}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
