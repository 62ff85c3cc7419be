import type { z } from 'zod';
import type { News, Rung } from '#core/bridge.ts';
import { type Alert, upcoming } from '#core/escalation/alert.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Store } from '../store/store.ts';
import { go, type Place } from '../ui/place.ts';
import { type Ledger, openLedger } from './ledger.ts';

/** What publishing speaks for: the console's memory and the machine. */
export type Publishing = {
  store: Pick<Store, 'me' | 'alerts' | 'sync' | 'now' | 'offset' | 'dispatch'>;
  shell: Pick<Shell, 'setAlarms' | 'onRung'>;
};
export type Answering = {
  store: Pick<Store, 'me' | 'alerts' | 'now' | 'dispatch'>;
  shell: Pick<Shell, 'settleAlarm' | 'onOpen'>;
};

/** Where it stands: what a test moves by hand. */
export type Around = {
  ledger: Ledger;
  open(place: Place): void;
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
};

/** A burst of changes is one publication, at the latest this much after the first. */
export const PAUSE = 400;

/** A clock this far from what was published rings noticeably wrong. */
const DRIFT = 500;

/**
 * Hands every upcoming alert to the shell, the whole list at each change, and tells the server what became of what rang.
 * The shell rings. Started in the tab that leads, and only there.
 */
export function startPublishing(
  { store, shell }: Publishing,
  around: Omit<Around, 'open'> = inBrowser(store.me.id),
): () => void {
  const { ledger } = around;
  let timer: number | null = null;
  let published = 0;

  function publish() {
    timer = null;
    const offset = store.offset()?.offset ?? 0;
    published = offset;
    const now = store.now();
    shell.setAlarms({ personId: store.me.id, offset, alerts: upcoming(store.alerts.get(), now) });
  }

  function soon() {
    timer ??= around.setTimeout(publish, PAUSE);
  }

  /** The list rings by the device's clock: where that turns out to be off, the list is due anew. */
  function onSync() {
    if (Math.abs((store.offset()?.offset ?? 0) - published) > DRIFT) soon();
  }

  async function onRung(rung: Rung) {
    if (await ledger.record(rung)) report(store, rung.alert, rung.state, rung.reason);
  }

  publish();
  const stops = [store.alerts.subscribe(soon), store.sync.subscribe(onSync), shell.onRung((rung) => void onRung(rung))];
  return () => {
    if (timer !== null) around.clearTimeout(timer);
    for (const stop of stops) stop();
    ledger.close();
  };
}

/**
 * Goes where a click on a notification wants to. In every tab: the browser hands a click to whichever page it likes,
 * not to the one that rang.
 */
export function startAnswering(
  { store, shell }: Answering,
  around: Pick<Around, 'ledger' | 'open'> = inBrowser(store.me.id),
): () => void {
  const { ledger } = around;

  async function onOpen(news: z.infer<News['open']>) {
    const { ticketId, alertId, action } = news;
    const alert = alertId === null ? null : await known(alertId, store.alerts.get(), ledger);
    if (alert) {
      const what = action === 'acknowledge' ? 'acknowledged' : 'seen';
      if (await ledger.mark(alert, what, store.now())) report(store, alert, what, null);
      if (what === 'acknowledged') shell.settleAlarm(alert.id);
    }
    around.open({ page: 'ticket', ticketId, do: doingOf(action, alert), ...(alertId ? { alertId } : {}) });
  }

  const stop = shell.onOpen((news) => void onOpen(news));
  return () => {
    stop();
    ledger.close();
  };
}

/** What became of an alert is told to the server like anything else that is asked of it. */
function report(
  { dispatch }: Pick<Store, 'dispatch'>,
  alert: Pick<Alert, 'id' | 'ticketId'>,
  state: Rung['state'] | 'seen' | 'acknowledged',
  reason: string | null,
) {
  void dispatch(alert.ticketId, { type: 'reportAlert', body: { alertId: alert.id, state, reason } });
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

function inBrowser(personId: Parameters<typeof openLedger>[0]): Around {
  return {
    ledger: openLedger(personId),
    open: go,
    setTimeout: (run, ms) => window.setTimeout(run, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
  };
}
