import './alerts.css';
import { useRef, useState } from 'react';
import { upcoming } from '#core/escalation/alert.ts';
import { numberWord } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useShell, useStore } from '../ui/context.tsx';
import { countOf, whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { hrefOf } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { UrgencyShape } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { alertWords, fateWords, matching } from './inbox.ts';
import type { LedgerRow } from './ledger.ts';
import { useLedger } from './use-ledger.ts';

/** Everything that rang on this device and what became of it; what rings next; and whether one can be reached at all. */
export function AlertsPage() {
  const { rows, acknowledge } = useLedger();
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useActions([
    { id: 'alerts.search', label: 'Search alerts', group: 'Alerts', keys: ['/'], run: () => search.current?.focus() },
  ]);
  const shown = rows === null ? [] : matching(rows, words);
  const open = shown.filter((row) => row.acknowledgedAt === null);
  return (
    <section className="alerts" aria-labelledby="alerts-title">
      <header className="alerts-head">
        <h1 id="alerts-title">Alerts</h1>
        <span className="d">{countOf(rows?.length ?? 0, 'rang', 'rang')} on this device in 30 days</span>
        <span className="grow" />
        <label className="alerts-search">
          <Icon name="search" small />
          <span className="sr-only">Search alerts</span>
          <input
            ref={search}
            value={words}
            placeholder="Number, subject or kind"
            onChange={(event) => setWords(event.target.value)}
          />
          <KeyCap keys="/" />
        </label>
        <Button disabled={open.length === 0} onClick={() => void acknowledge(open.map((row) => row.alert))}>
          Acknowledge {words ? 'these' : 'all'}
        </Button>
      </header>
      <div className="alerts-body">
        <div className="alerts-list">
          <Inbox rows={rows} shown={shown} words={words} onAcknowledge={(row) => void acknowledge([row.alert])} />
        </div>
        <aside className="alerts-side">
          <Reachable />
          <Next />
        </aside>
      </div>
    </section>
  );
}

function Inbox({
  rows,
  shown,
  words,
  onAcknowledge,
}: {
  rows: readonly LedgerRow[] | null;
  shown: readonly LedgerRow[];
  words: string;
  onAcknowledge: (row: LedgerRow) => void;
}) {
  const me = useMe();
  const now = useNow(60_000);
  if (rows === null) return null;
  if (shown.length === 0) {
    return (
      <State title={words ? 'No alert holds these words' : 'Nothing has rung on this device'}>
        <p>
          {words
            ? 'Search goes over number, subject and kind.'
            : 'Warnings at 75 % and 90 %, breaches and offers will stand here, with what became of them.'}
        </p>
      </State>
    );
  }
  const clock = (at: number) => whenOf(at, now, me.zone);
  return (
    <table>
      <thead>
        <tr>
          <th>Rang</th>
          <th>For</th>
          <th>Ticket</th>
          <th>What became of it</th>
          <th>
            <span className="sr-only">Answer</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.id} className={row.acknowledgedAt === null ? '' : 'done'}>
            <td>{clock(row.rungAt)}</td>
            <td>
              <span className="row-f">
                <Shape kind={row.alert.kind} />
                {alertWords(row.alert)}
              </span>
            </td>
            <td className="alerts-subject">
              <a href={hrefOf({ page: 'ticket', ticketId: row.alert.ticketId, do: null })}>
                <span className="d">{numberWord(row.alert.number)}</span> {row.alert.subject}
              </a>
            </td>
            <td className="alerts-fate" title={fateWords(row, clock)}>
              {fateWords(row, clock)}
            </td>
            <td className="r">
              {row.acknowledgedAt === null ? (
                <button type="button" className="link" onClick={() => onAcknowledge(row)}>
                  Acknowledge
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shape({ kind }: { kind: LedgerRow['alert']['kind'] }) {
  if (kind === 'breach') return <UrgencyShape urgency="breached" />;
  if (kind === 'warning') return <UrgencyShape urgency="nearer" />;
  return <Icon name={kind === 'offerLapsed' ? 'alert' : 'forward'} small />;
}

/** Ring once, now, and say what came of it. */
function Reachable() {
  const shell = useShell();
  const [said, setSaid] = useState<string | null>(null);
  const test = async () => {
    const { shown, reason } = await shell.testNotification();
    setSaid(
      shown
        ? `Shown. If you didn’t see or hear it, look at the system’s do-not-disturb.${reason ? ` ${reason}` : ''}`
        : `Could not be shown${reason ? `: ${reason}` : '.'}`,
    );
  };
  useActions([
    { id: 'alerts.test', label: 'Can I be reached? Ring once', group: 'Alerts', keys: ['t'], run: () => void test() },
  ]);
  const where =
    shell.kind === 'electron'
      ? 'On this desktop, even with the window closed.'
      : 'In this browser, only while a page of it is open.';
  return (
    <section className="alerts-card">
      <h2>Can I be reached?</h2>
      <p className="m">{where}</p>
      {shell.lacks.map((lack) => (
        <p key={lack} className="row-f lack">
          <Icon name="alert" small />
          <span>{lack}</span>
        </p>
      ))}
      <Button keys="t" onClick={() => void test()}>
        Ring once
      </Button>
      <p role="status" className="sm">
        {said}
      </p>
    </section>
  );
}

/** The next to ring, offline as well: they are on this device already. */
function Next() {
  const store = useStore();
  const me = useMe();
  const alerts = useLive(store.alerts);
  const now = useNow(10_000);
  const next = upcoming(alerts, now)
    .filter(({ ringAt }) => ringAt > now)
    .slice(0, 8);
  return (
    <section className="alerts-card">
      <h2>Rings next</h2>
      {next.length === 0 ? <p className="m">Nothing waits to ring.</p> : null}
      <ul>
        {next.map((alert) => (
          <li key={alert.id} className="alerts-next">
            <span>{whenOf(alert.ringAt, now, me.zone)}</span>
            <a className="ell" href={hrefOf({ page: 'ticket', ticketId: alert.ticketId, do: null })}>
              {numberWord(alert.number)} {alert.subject}
            </a>
            <span className="d">{alertWords(alert)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
