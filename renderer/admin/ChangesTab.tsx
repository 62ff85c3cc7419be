import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditRow } from '#core/admin/audit.ts';
import { Button } from '../ui/Button.tsx';
import { useMe } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import type { TabProps } from './AdminPage.tsx';
import { useAdminApi } from './use-admin.ts';

const acts: Record<string, string> = {
  'person.invite': 'invited',
  'person.edit': 'changed',
  'person.reset': 'reset the sign-in of',
  'person.deactivate': 'deactivated',
  'person.activate': 'brought back',
  'team.create': 'created the team',
  'team.edit': 'changed the team',
  'tier.create': 'created the tier',
  'tier.edit': 'changed the tier',
  'organisation.create': 'created the organisation',
  'organisation.edit': 'changed the organisation',
  'downtime.record': 'wrote down as down',
  'downtime.edit': 'changed the downtime',
  'downtime.remove': 'took back the downtime',
  'matrix.publish': 'published',
  'policy.publish': 'published the policy',
  'calendar.publish': 'published the calendar',
  'key.create': 'made the key',
  'key.revoke': 'revoked the key',
};

/** Every administrative act, the newest first. */
export function ChangesTab({ data }: Pick<TabProps, 'data'>) {
  const api = useAdminApi();
  const pages = useInfiniteQuery({
    queryKey: ['admin', 'audit'],
    queryFn: ({ pageParam }) => api.audit(pageParam),
    networkMode: 'always',
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="admin-single" aria-label="Changes">
      <h2>Changes</h2>
      {pages.isSuccess && rows.length === 0 ? <p className="m">Nothing has been changed here yet.</p> : null}
      <ol className="changes">
        {rows.map((row) => (
          <Change key={row.id} row={row} data={data} />
        ))}
      </ol>
      {pages.hasNextPage ? <Button onClick={() => void pages.fetchNextPage()}>Show older ones</Button> : null}
    </section>
  );
}

function Change({ row, data }: { row: AuditRow; data: TabProps['data'] }) {
  const now = useNow(60_000);
  const { zone } = useMe();
  const by = data.people.find((person) => person.id === row.by)?.name ?? 'somebody';
  return (
    <li>
      <span className="d">{whenOf(row.at, now, zone)}</span>
      <span>
        <b>{by}</b> {acts[row.act] ?? row.act} <b>{row.name}</b>
        {row.after ? (
          <details>
            <summary>What changed</summary>
            <table className="change-fields">
              <tbody>
                {linesOf(row).map(([key, before, after]) => (
                  <tr key={key}>
                    <th scope="row">{key}</th>
                    <td>
                      <code>{before}</code>
                    </td>
                    <td>
                      <code>{after}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        ) : null}
      </span>
    </li>
  );
}

/** Field by field: as it was, as it is. */
function linesOf({ before, after }: AuditRow): [string, string, string][] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  return Object.keys({ ...was, ...is }).map((key) => [key, textOf(was[key]), textOf(is[key])]);
}

function fieldsOf(value: AuditRow['before']): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
