import type { z } from 'zod';
import type { News, Rung } from '#core/bridge.ts';
import { type Alert, upcoming } from '#core/escalation/alert.ts';
import type { Instant } from '#core/ids.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Store } from '../store/store.ts';
import { go, type Place } from '../ui/place.ts';
import { type Ledger, openLedger } from './ledger.ts';

/** What publishing speaks for: the console's memory and the machine. */
export type Publishing = {
  store: Pick<Store, 'me' | 'alerts' | 'answered' | 'sync' | 'now' | 'dispatch'>;
  shell: Pick<Shell, 'setAlarms' | 'settleAlarm' | 'onRung'>;
};
export type Answering = {
  store: Pick<Store, 'me' | 'alerts' | 'now' | 'dispatch'>;
  shell: Pick<Shell, 'settleAlarm' | 'onOpen'>;
};

/** Where it stands: what a test moves by hand. */
export type Around = {
  ledger: Ledger;
  open(place: Place): void;
  /** The device's clock, which people set: what rings compares its own reading of it with ours. */
  device(): Instant;
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

  /** As of now, not as measured: the device's clock may have been set since, and whoever rings reads it anew. */
  const offset = () => Math.round(store.now() - around.device());

  function publish() {
    timer = null;
    published = offset();
    const alerts = upcoming(store.alerts.get(), store.now());
    shell.setAlarms({ personId: store.me.id, offset: published, alerts });
  }

  function soon() {
    timer ??= around.setTimeout(publish, PAUSE);
  }

  /** The list rings by the device's clock: where that turns out to be off, the list is due anew. */
  function onSync() {
    if (Math.abs(offset() - published) > DRIFT) soon();
  }

  async function onRung(rung: Rung) {
    const isNew = await ledger.record(rung).catch(() => true);
    if (isNew) report(store, rung.alert, rung.state, rung.reason);
  }

  /** What rang here and was acknowledged on another device: silent at once, and written down. It has been reported. */
  async function onAnswered() {
    const answered = store.answered.get();
    if (answered.size === 0) return;
    const rows = await ledger.list().catch(() => []);
    for (const { id, alert } of rows.filter((row) => row.acknowledgedAt === null && answered.has(row.id))) {
      shell.settleAlarm(id);
      await ledger.mark(alert, 'acknowledged', store.now()).catch(() => false);
    }
  }

  publish();
  void onAnswered();
  const stops = [
    store.alerts.subscribe(soon),
    store.answered.subscribe(() => void onAnswered()),
    store.sync.subscribe(onSync),
    shell.onRung((rung) => void onRung(rung)),
  ];
  return () => {
    if (timer !== null) around.clearTimeout(timer);
    for (const stop of stops) stop();
    ledger.close();
  };
}

/**
 * Goes where a click on a notification wants to; an acknowledgement goes nowhere, for somebody may be typing. In every
 * tab: the browser hands a click to whichever page it likes, not to the one that rang. What the ledger can't keep is told
 * to the server all the same.
 */
export function startAnswering(
  { store, shell }: Answering,
  around: Pick<Around, 'ledger' | 'open'> = inBrowser(store.me.id),
): () => void {
  const { ledger } = around;

  async function onOpen(news: z.infer<News['open']>) {
    const { ticketId, alertId, action } = news;
    const alert = alertId === null ? null : await known(alertId, store.alerts.get(), ledger);
    if (action === 'acknowledge') {
      if (alertId !== null) shell.settleAlarm(alertId);
    } else around.open({ page: 'ticket', ticketId, do: doingOf(action, alert), ...(alertId ? { alertId } : {}) });
    if (!alert) return;
    const what = action === 'acknowledge' ? 'acknowledged' : 'seen';
    const isNew = await ledger.mark(alert, what, store.now()).catch(() => true);
    if (isNew) report(store, alert, what, null);
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

/** An offer opens the receiver's dialog, a clock the handoff dialog; what came to oneself, or a link, just the ticket. */
function doingOf(
  action: Exclude<z.infer<News['open']>['action'], 'acknowledge'>,
  alert: Alert | null,
): 'handOff' | 'accept' | null {
  if (action === 'accept' || action === 'handOff') return action;
  if (!alert) return null;
  if (alert.kind === 'offer') return 'accept';
  return alert.kind === 'assigned' || alert.kind === 'returned' ? null : 'handOff';
}

async function known(id: Alert['id'], alerts: readonly Alert[], ledger: Ledger): Promise<Alert | null> {
  return alerts.find((alert) => alert.id === id) ?? (await ledger.row(id).catch(() => null))?.alert ?? null;
}

function inBrowser(personId: Parameters<typeof openLedger>[0]): Around {
  return {
    ledger: openLedger(personId),
    open: go,
    device: () => Date.now(),
    setTimeout: (run, ms) => window.setTimeout(run, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
  };
}
