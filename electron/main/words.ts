import type { Alert } from '#core/escalation/alert.ts';
import type { Instant } from '#core/ids.ts';
import { urgencyIn } from '#core/sla/urgency.ts';
import { targetName } from '#core/ticket/target.ts';

/** How a notification reads. `at` shows an instant as people here write the time of day. */
export type Words = { title: string; body: string };

export function wordsFor(alerts: readonly Alert[], now: Instant, at: (instant: Instant) => string): Words {
  const [first] = alerts;
  if (alerts.length !== 1 || !first) return digest(alerts, at);
  return {
    title: `${headline(first, now)}: ${nameOf(first)}`,
    body: `${whatFor(first, at)} Priority ${first.priority}.`,
  };
}

/** Breaches are all listed, however many; the rest is counted past the fifth. */
function digest(alerts: readonly Alert[], at: (instant: Instant) => string): Words {
  const breached = alerts.filter((alert) => alert.kind === 'breach');
  const others = alerts.filter((alert) => alert.kind !== 'breach');
  const listed = [...breached, ...others.slice(0, 5)].map((alert) => `${nameOf(alert)}: ${shortly(alert, at)}`);
  if (others.length > 5) listed.push(`and ${others.length - 5} more`);
  const counts = [
    breached.length > 0 ? `${breached.length} breached` : '',
    others.length > 0 ? `${others.length} to look at` : '',
  ];
  return { title: `Tierline: ${counts.filter(Boolean).join(', ')}`, body: listed.join('\n') };
}

function headline(alert: Alert, now: Instant): string {
  switch (alert.kind) {
    case 'breach':
      return 'Breached';
    case 'warning':
      return urgencyIn(alert.dueAt - now) === 'fine' ? 'Warning' : `Breach is ${urgencyIn(alert.dueAt - now)}`;
    case 'offer':
      return 'Offered to you';
    case 'offerLapsed':
      return 'Nobody took it';
    case 'returned':
      return 'Came back to you';
    case 'assigned':
      return 'Yours now';
    default:
      return alert.kind satisfies never;
  }
}

function whatFor(alert: Alert, at: (instant: Instant) => string): string {
  switch (alert.kind) {
    case 'breach':
      return `${targetOf(alert)} was due at ${at(alert.dueAt)}.`;
    case 'warning':
      return `${targetOf(alert)} is due at ${at(alert.dueAt)}, ${Math.round((alert.threshold ?? 0) * 100)} % is used.`;
    case 'offer':
      return `A handoff waits for your answer until ${at(alert.dueAt)}.`;
    case 'offerLapsed':
      return `The handoff lapsed at ${at(alert.ringAt)}; the sender still holds it.`;
    case 'returned':
      return `Your handoff was returned at ${at(alert.ringAt)}; what it would need stands with it.`;
    case 'assigned':
      return `It was given to you at ${at(alert.ringAt)}.`;
    default:
      return alert.kind satisfies never;
  }
}

function shortly(alert: Alert, at: (instant: Instant) => string): string {
  switch (alert.kind) {
    case 'breach':
      return `breached at ${at(alert.dueAt)}`;
    case 'warning':
      return `due at ${at(alert.dueAt)}`;
    case 'offer':
      return `offered until ${at(alert.dueAt)}`;
    case 'offerLapsed':
      return 'nobody took it';
    case 'returned':
      return 'came back to you';
    case 'assigned':
      return 'yours now';
    default:
      return alert.kind satisfies never;
  }
}

function targetOf(alert: Alert): string {
  return alert.target ? targetName[alert.target] : 'It';
}

/** Some notification servers read markup in what they show, and subjects come from anybody. */
function nameOf(alert: Alert): string {
  return `${alert.number ?? 'new'} ${alert.subject}`.replaceAll('<', '‹').replaceAll('>', '›');
}
