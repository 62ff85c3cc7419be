import type { z } from 'zod';
import type { News, Rung } from '#core/bridge.ts';
import { type Alert, upcoming } from '#core/escalation/alert.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Live, Store } from '../store/store.ts';
import type { Place } from '../ui/place.ts';
import type { Ledger } from './ledger.ts';

/** What publishing needs. `leader`: whether this tab speaks for the device; one tab of a browser does, Electron's window always. */
export type Publishing = {
  store: Pick<Store, 'me' | 'alerts' | 'now' | 'offset' | 'dispatch' | 'queue'>;
  shell: Pick<Shell, 'setAlarms' | 'settleAlarm' | 'setCount' | 'onRung' | 'onOpen'>;
  ledger: Ledger;
  leader: Live<boolean>;
  open(place: Place): void;
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
};

/** A burst of changes is one publication, at the latest this much after the first. */
export const PAUSE = 400;

/**
 * Hands every upcoming alert to the shell, the whole list at each change, and tells the server what became of what rang.
 * The shell rings; a click there comes back here as a place to go.
 */
export function startPublishing(deps: Publishing): () => void {
  const { store, shell, ledger, leader } = deps;
  let timer: number | null = null;

  function publish() {
    timer = null;
    if (!leader.get()) return;
    const offset = store.offset()?.offset ?? 0;
    const now = store.now();
    shell.setAlarms({ personId: store.me.id, offset, alerts: upcoming(store.alerts.get(), now) });
  }

  function soon() {
    if (timer === null && leader.get()) timer = deps.setTimeout(publish, PAUSE);
  }

  function report(
    alert: Pick<Alert, 'id' | 'ticketId'>,
    state: Rung['state'] | 'seen' | 'acknowledged',
    reason: string | null,
  ) {
    void store.dispatch(alert.ticketId, { type: 'reportAlert', body: { alertId: alert.id, state, reason } });
  }

  async function onRung(rung: Rung) {
    if (!leader.get()) return;
    if (await ledger.record(rung)) report(rung.alert, rung.state, rung.reason);
  }

  async function onOpen(news: z.infer<News['open']>) {
    const { ticketId, alertId, action } = news;
    const alert = alertId === null ? null : await known(alertId, store.alerts.get(), ledger);
    if (alert) {
      const what = action === 'acknowledge' ? 'acknowledged' : 'seen';
      if (await ledger.mark(alert, what, store.now())) report(alert, what, null);
      if (what === 'acknowledged') shell.settleAlarm(alert.id);
    }
    deps.open({ page: 'ticket', ticketId, do: doingOf(action, alert) });
  }

  publish();
  const stops = [
    store.alerts.subscribe(soon),
    leader.subscribe(soon),
    shell.onRung((rung) => void onRung(rung)),
    shell.onOpen((news) => void onOpen(news)),
  ];
  return () => {
    if (timer !== null) deps.clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** An offer opens the receiver's dialog, a clock the handoff dialog; a link or an acknowledgement just the ticket. */
function doingOf(action: z.infer<News['open']>['action'], alert: Alert | null): 'handOff' | 'accept' | null {
  if (action === 'acknowledge') return null;
  if (action === 'accept' || action === 'handOff') return action;
  if (!alert) return null;
  return alert.kind === 'offer' ? 'accept' : alert.kind === 'assigned' ? null : 'handOff';
}

async function known(id: Alert['id'], alerts: readonly Alert[], ledger: Ledger): Promise<Alert | null> {
  return alerts.find((alert) => alert.id === id) ?? (await ledger.row(id))?.alert ?? null;
}
