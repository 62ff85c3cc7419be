import { createHash } from 'node:crypto';
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { z } from 'zod';
import type { News } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import type { Instant } from '#core/ids.ts';
import type { Bell, Outcome } from './alarms.ts';
import type { DoNotDisturb } from './do-not-disturb.ts';
import type { Timer } from './timer.ts';
import { type Words, wordsFor } from './words.ts';

export type Open = z.infer<News['open']>;

/** This long (ms) after asking, a system that has said neither "shown" nor "failed" won't say anything any more. */
const SILENT_AFTER = 5_000;

/**
 * System notifications. What is shown stays referenced until it is settled: one that is collected as garbage loses its
 * buttons. Breaches and offers stay until answered, where the system lets them.
 */
export function createNotifications(deps: {
  create: (options: NotificationConstructorOptions) => Notification;
  supported: () => boolean;
  doNotDisturb: () => Promise<DoNotDisturb>;
  locked: () => boolean;
  now: () => Instant;
  timer: Timer;
  /** How people here write the time of day. */
  at: (instant: Instant) => string;
  icon: string;
  /** Somebody clicked: go there. */
  open: (open: Open) => void;
}): Bell & { test(): Promise<Outcome> } {
  const live = new Map<string, Shown>();

  /** `waiting`: the alerts it still stands for; settled one by one, gone with the last. */
  type Shown = { notification: Notification; waiting: Set<string> };

  function show(words: Words, look: Look, opened: (action: Open['action']) => void) {
    const notification = deps.create({
      id: look.id,
      ...words,
      icon: deps.icon,
      timeoutType: look.stays ? 'never' : 'default',
      urgency: look.stays ? 'critical' : 'normal',
      actions: look.actions.map(({ text }) => ({ type: 'button', text })),
    });
    notification.on('click', () => opened(look.click));
    notification.on('action', (details) => opened(look.actions[details.actionIndex]?.action ?? look.click));
    return { notification, outcome: outcomeOf(notification) };
  }

  function outcomeOf(notification: Notification): Promise<Outcome> {
    return new Promise((resolve) => {
      const silent = deps.timer(SILENT_AFTER, () => resolve({ state: 'unproven', reason: 'The system said nothing.' }));
      const settle = (outcome: Outcome | Promise<Outcome>) => {
        silent();
        resolve(outcome);
      };
      notification.once('show', () => settle(proof()));
      notification.once('failed', (_event, error) => settle({ state: 'failed', reason: error.slice(0, 300) }));
      try {
        notification.show();
      } catch (cause) {
        settle({ state: 'failed', reason: String(cause).slice(0, 300) });
      }
    });
  }

  /** Shown by the system; whether anybody could see it is another matter. */
  async function proof(): Promise<Outcome> {
    const quiet = await deps.doNotDisturb();
    if (quiet === 'on') return { state: 'failed', reason: 'Do not disturb is on.' };
    if (deps.locked()) return { state: 'unproven', reason: 'The screen is locked.' };
    if (quiet === 'unknown') return { state: 'unproven', reason: "Do not disturb can't be read on this system." };
    return { state: 'shown', reason: null };
  }

  return {
    async ring(alerts) {
      const [first] = alerts;
      if (!first) return { state: 'failed', reason: 'There was nothing to show.' };
      if (!deps.supported()) return { state: 'failed', reason: 'This system shows no notifications.' };
      const look = lookOf(alerts);
      const { notification, outcome } = show(wordsFor(alerts, deps.now(), deps.at), look, (action) => {
        for (const { id } of alerts) live.delete(id);
        notification.close();
        deps.open({ ticketId: first.ticketId, alertId: first.id, action });
      });
      const shown = { notification, waiting: new Set(alerts.map(({ id }) => id)) };
      for (const { id } of alerts) live.set(id, shown);
      return outcome;
    },
    settle(alertId) {
      const shown = live.get(alertId);
      live.delete(alertId);
      shown?.waiting.delete(alertId);
      if (shown?.waiting.size === 0) shown.notification.close();
    },
    shown: () => [...live.keys()],
    async test() {
      if (!deps.supported()) return { state: 'failed', reason: 'This system shows no notifications.' };
      const words = { title: 'Tierline can reach you', body: 'Alerts look like this one.' };
      return show(words, { id: 'test', stays: false, click: 'show', actions: [] }, () => {}).outcome;
    },
  };
}

type Look = {
  id: string;
  stays: boolean;
  click: Open['action'];
  actions: { text: string; action: Open['action'] }[];
};

const show = { text: 'Show', action: 'show' } as const;
const handOff = { text: 'Hand off', action: 'handOff' } as const;
const acknowledge = { text: 'Acknowledge', action: 'acknowledge' } as const;
const accept = { text: 'Accept', action: 'accept' } as const;

function lookOf(alerts: readonly Alert[]): Look {
  const kinds = new Set(alerts.map((alert) => alert.kind));
  const stays = kinds.has('breach') || kinds.has('offer');
  const [first] = alerts;
  const id = idOf(alerts);
  if (alerts.length > 1 || !first) return { id, stays, click: 'show', actions: [show] };
  switch (first.kind) {
    case 'warning':
    case 'breach':
      return { id, stays, click: 'handOff', actions: [handOff, show, acknowledge] };
    case 'offer':
      return { id, stays, click: 'show', actions: [accept, show] };
    case 'offerLapsed':
    case 'returned':
    case 'assigned':
      return { id, stays, click: 'show', actions: [show, acknowledge] };
    default:
      return first.kind satisfies never;
  }
}

/** The same alert is the same notification, replaced and not doubled. Windows wants less than 65 characters. */
function idOf(alerts: readonly Alert[]): string {
  return createHash('sha256')
    .update(alerts.map(({ id }) => id).join('\n'))
    .digest('hex')
    .slice(0, 32);
}
