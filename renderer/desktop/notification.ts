import type { Alert } from '#core/escalation/alert.ts';
import { targetName } from '#core/ticket/target.ts';

/** What a notification of an alert says. */
export function wordsOf({ kind, number, subject, threshold, target }: Alert): { title: string; body: string } {
  const ticket = number === null ? 'A new ticket' : `#${number}`;
  const what = target ? targetName[target].toLowerCase() : '';
  switch (kind) {
    case 'warning':
      return { title: `${ticket}: ${Math.round((threshold ?? 0) * 100)} % of the ${what} time is used`, body: subject };
    case 'breach':
      return { title: `${ticket}: ${what} is overdue`, body: subject };
    case 'offer':
      return { title: `${ticket} is handed to you`, body: subject };
    case 'offerLapsed':
      return { title: `${ticket}: nobody took the handoff`, body: subject };
    case 'returned':
      return { title: `${ticket}: your handoff came back`, body: subject };
    case 'assigned':
      return { title: `${ticket} is yours now`, body: subject };
    default:
      return kind satisfies never;
  }
}

/** What one notification of many alerts says: how many, and the first three by name. */
export function digestOf(alerts: readonly Alert[]): { title: string; body: string } {
  const breached = alerts.filter((alert) => alert.kind === 'breach').length;
  const title = breached > 0 ? `${alerts.length} alerts, ${breached} of them overdue` : `${alerts.length} alerts`;
  const names = alerts.slice(0, 3).map((alert) => wordsOf(alert).title);
  const more = alerts.length > names.length ? [`and ${alerts.length - names.length} more`] : [];
  return { title, body: [...names, ...more].join('\n') };
}

export type NotificationButton = { action: 'handOff' | 'acknowledge' | 'accept'; title: string };

/** The buttons of a notification; a click beside them shows the ticket. */
export function actionsOf({ kind }: Alert): NotificationButton[] {
  const acknowledge: NotificationButton = { action: 'acknowledge', title: 'Seen' };
  if (kind === 'warning' || kind === 'breach') return [{ action: 'handOff', title: 'Hand off' }, acknowledge];
  return kind === 'offer' ? [{ action: 'accept', title: 'Look at it' }, acknowledge] : [acknowledge];
}
