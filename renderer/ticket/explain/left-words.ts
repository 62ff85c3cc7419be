import { dateKey } from '../../ui/format.ts';
import type { Account } from './account.ts';
import { piecesOf } from './pieces.ts';

/** What the figure of the time left is: over, to spare, kept, or left, and in what hours. Today is the reader's. */
export function leftWords(account: Account): string {
  const { target, sums, zone, now } = account;
  if (sums.left < 0) return 'over';
  if (target.state === 'ended') return 'to spare';
  if (target.state === 'paused') return 'left, kept while it waits';
  if (target.dueAt === null || target.dueAt <= now) return 'left';
  const ahead = piecesOf(account, null).filter(({ to }) => to > now);
  if (ahead.some(({ closed }) => closed !== null)) return 'left, of open time';
  return dateKey(target.dueAt, zone) === dateKey(now, zone) ? 'left, all inside today’s hours' : 'left, all of it open';
}
