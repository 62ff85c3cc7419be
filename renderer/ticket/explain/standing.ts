import { whenOf } from '../../ui/format.ts';
import { exactly } from '../time.ts';
import type { Account } from './account.ts';

/** What stands about a verdict beside its sum: that it outlived its policy, that it is final, and each correction, who, when, why, before and after. */
export function standingOf(account: Account): string[] {
  const { ticket, target, told, reference, zone, now } = account;
  const when = (at: number) => whenOf(at, now, zone);
  const said: string[] = [];
  if (target.keptBasis !== undefined) {
    const stays = target.endedAt === null ? 'stays until it ends' : 'stayed until it ended';
    said.push(`No policy names it any more; it was overdue before that, so it ${stays}.`);
  }
  if (target.final)
    said.push(`Final since the ticket was closed${ticket.closedAt ? ` ${when(ticket.closedAt)}` : ''}.`);
  else if (target.verdict) said.push('Provisional until the ticket is closed.');
  for (const { at, by, reason, before, after } of target.corrections ?? []) {
    const who = reference.people.get(by)?.name ?? 'Somebody';
    said.push(`${who} corrected it ${when(at)}, from ${before} to ${after}: ${reason}`);
  }
  if (target.final && told.used !== target.used) {
    said.push(`It was judged on ${exactly(target.used)}; work that came in later made the sum what it is now.`);
  }
  return said;
}
