import './alerts.css';
import { numberWord } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useStore } from '../ui/context.tsx';
import { countOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { hrefOf } from '../ui/place.ts';
import { UrgencyShape } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { allBreachesOf, breachesOfMine } from './breached.ts';
import { useLedger } from './use-ledger.ts';

/** More than these are a number. */
const NAMED = 4;

/** Stays above the panes until acknowledged: which tickets of mine have breached. */
export function BreachStrip() {
  const store = useStore();
  const alerts = useLive(store.alerts);
  useLive(store.queue);
  const now = useNow();
  const { rows, acknowledge } = useLedger();
  const answered = new Set(rows?.filter((row) => row.acknowledgedAt !== null).map((row) => row.id));
  const named = rows === null ? [] : breachesOfMine(alerts, answered, store.queue.row, store.me.id, now);
  useActions([
    {
      id: 'alerts.acknowledge',
      label: 'Acknowledge the breaches',
      group: 'Everywhere',
      keys: ['alt+a'],
      whileTyping: true,
      enabled: named.length > 0,
      run: () => void acknowledge(allBreachesOf(named, alerts, now)),
    },
  ]);
  if (named.length === 0) return null;
  const rest = named.length - NAMED;
  return (
    <div className="breach-strip" role="alert">
      <UrgencyShape urgency="breached" />
      <span className="md">{countOf(named.length, 'ticket of yours has', 'tickets of yours have')} breached:</span>
      <span className="breach-names ell">
        {named.slice(0, NAMED).map((alert) => (
          <a
            key={alert.id}
            href={hrefOf({ page: 'ticket', ticketId: alert.ticketId, do: 'handOff', alertId: alert.id })}
            title={alert.subject}
          >
            {numberWord(alert.number)}
          </a>
        ))}
        {rest > 0 ? <span>and {rest} more</span> : null}
      </span>
      <span className="grow" />
      <Button keys="alt+a" onClick={() => void acknowledge(allBreachesOf(named, alerts, now))}>
        Acknowledge
      </Button>
    </div>
  );
}
