import { useEffect } from 'react';
import { lintOf } from '#core/admin/lint.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useStore } from '../ui/context.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import { go, hrefOf, usePlace } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { useNow } from '../ui/use-now.ts';
import './admin.css';
import { AdminProblem } from './admin-api.ts';
import { CalendarsTab } from './CalendarsTab.tsx';
import { ChangesTab } from './ChangesTab.tsx';
import { DowntimesTab } from './DowntimesTab.tsx';
import { Findings } from './Findings.tsx';
import { KeysTab } from './KeysTab.tsx';
import { LaboratoryTab } from './laboratory/LaboratoryTab.tsx';
import { MatrixTab } from './MatrixTab.tsx';
import { OrganisationsTab } from './OrganisationsTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { PoliciesTab } from './PoliciesTab.tsx';
import { TeamsTab } from './TeamsTab.tsx';
import { TiersTab } from './TiersTab.tsx';
import { useWorkspace } from './use-admin.ts';

export type Tab =
  | 'people'
  | 'teams'
  | 'tiers'
  | 'organisations'
  | 'matrix'
  | 'policies'
  | 'calendars'
  | 'downtimes'
  | 'laboratory'
  | 'keys'
  | 'changes';

const tabs: readonly { key: Tab; says: string }[] = [
  { key: 'people', says: 'People' },
  { key: 'teams', says: 'Teams' },
  { key: 'tiers', says: 'Tiers' },
  { key: 'organisations', says: 'Organisations' },
  { key: 'matrix', says: 'Priorities' },
  { key: 'policies', says: 'SLA policies' },
  { key: 'calendars', says: 'Calendars' },
  { key: 'downtimes', says: 'System down' },
  { key: 'laboratory', says: 'Laboratory' },
  { key: 'keys', says: 'API keys' },
  { key: 'changes', says: 'Changes' },
];

/** 1 to 9, then 0; those after have no key of their own. */
const keyOf = (index: number): string | null => (index < 10 ? String((index + 1) % 10) : null);

/** What an administrator needs to run a team. Only the server knows and changes it, so nothing here works offline. */
export function AdminPage() {
  const me = useMe();
  const place = usePlace();
  const section = place.page === 'admin' ? place.section : 'people';
  const [tab = 'people', open = null] = section.split('.');
  const here = tabs.find(({ key }) => key === tab)?.key ?? 'people';
  const workspace = useWorkspace();
  const now = useNow(3_600_000);
  const offline = useLive(useStore().sync).state === 'offline';
  const { refetch } = workspace;
  useEffect(() => {
    if (!offline) void refetch();
  }, [offline, refetch]);
  useActions(
    tabs.map(({ key, says }, index) => ({
      id: `admin.tab.${key}`,
      label: says,
      group: 'Administration',
      keys: [keyOf(index)].filter((one) => one !== null),
      enabled: me.administrator,
      run: () => go({ page: 'admin', section: key }),
    })),
  );
  if (!me.administrator) {
    return (
      <State title="Administration is for administrators.">
        <p>Ask one of them to change people, teams, targets or calendars. You can go on working meanwhile.</p>
      </State>
    );
  }
  return (
    <div className="admin">
      <header className="admin-head">
        <h1>Administration</h1>
        <nav aria-label="Administration">
          {tabs.map(({ key, says }, index) => (
            <a
              key={key}
              href={hrefOf({ page: 'admin', section: key })}
              aria-current={key === here ? 'page' : undefined}
              aria-keyshortcuts={keyOf(index) ?? undefined}
            >
              {says}
            </a>
          ))}
        </nav>
      </header>
      {workspace.data ? (
        <>
          {offline || isUnreachable(workspace.error) ? <WithoutServer /> : null}
          <Findings findings={lintOf(workspace.data, now)} />
          <TabOf key={here} tab={here} open={open} data={workspace.data} />
        </>
      ) : (
        <Without error={workspace.error} onAgain={() => void workspace.refetch()} />
      )}
    </div>
  );
}

export type TabProps = { data: ReferenceData; open: string | null };

function TabOf({ tab, open, data }: { tab: Tab } & TabProps) {
  switch (tab) {
    case 'people':
      return <PeopleTab data={data} open={open} />;
    case 'teams':
      return <TeamsTab data={data} open={open} />;
    case 'tiers':
      return <TiersTab data={data} open={open} />;
    case 'organisations':
      return <OrganisationsTab data={data} open={open} />;
    case 'matrix':
      return <MatrixTab data={data} />;
    case 'policies':
      return <PoliciesTab data={data} open={open} />;
    case 'calendars':
      return <CalendarsTab data={data} open={open} />;
    case 'downtimes':
      return <DowntimesTab data={data} open={open} />;
    case 'laboratory':
      return <LaboratoryTab data={data} open={open} />;
    case 'keys':
      return <KeysTab data={data} />;
    case 'changes':
      return <ChangesTab data={data} />;
    default:
      return tab satisfies never;
  }
}

/** What was fetched stays readable, and what was typed isn't lost. */
function WithoutServer() {
  return (
    <p className="admin-without" role="status">
      <Icon name="offline" small />
      Administration needs the server, and it can’t be reached. What stands here may be out of date, and nothing can be
      saved until it is back.
    </p>
  );
}

function isUnreachable(error: Error | null): boolean {
  return error instanceof AdminProblem && error.unreachable;
}

function Without({ error, onAgain }: { error: Error | null; onAgain: () => void }) {
  if (!error) return <State title="Asking the server how the workspace is set up." />;
  const unreachable = isUnreachable(error);
  return (
    <State
      title={unreachable ? 'Administration needs the server.' : 'The server didn’t say how the workspace is set up.'}
    >
      <p>
        {unreachable
          ? 'People, teams, targets and calendars are changed there only. Queue, tickets and board go on working without it.'
          : error.message}
      </p>
      <Button onClick={onAgain}>Ask again</Button>
    </State>
  );
}
