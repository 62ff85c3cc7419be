import type { Instant } from '#core/ids.ts';
import type { SyncView } from '../store/store.ts';
import { clockOf, countOf, whenOf } from '../ui/format.ts';

/** The foot's first words: live, or as of when. Always true, never more than known. */
export function stateWords(sync: SyncView, now: Instant, zone: string): { word: string; rest: string | null } {
  const asOf = sync.asOf === null ? null : `as of ${whenOf(sync.asOf, now, zone)}`;
  switch (sync.state) {
    case 'starting':
      return { word: 'Opening', rest: asOf };
    case 'live':
      return { word: 'Live', rest: null };
    case 'polling':
      return {
        word: 'Online',
        rest: sync.asOf === null ? 'checking every so often' : `as of ${clockOf(sync.asOf, zone)}`,
      };
    case 'offline':
      return { word: 'Offline', rest: asOf ?? 'nothing fetched yet' };
    case 'signedOut':
      return { word: 'Signed out', rest: asOf };
    case 'tooOld':
      return { word: 'This console is too old', rest: asOf };
    case 'wrongServer':
      return { word: 'Another server answers', rest: asOf };
    case 'stopped':
      return { word: 'Stopped', rest: asOf };
    default:
      return sync.state satisfies never;
  }
}

export function waitingWords(count: number): string | null {
  return count === 0 ? null : `${countOf(count, 'change')} waiting`;
}

/** A newer server may say of a ticket what this console doesn't know yet. */
export function unreadWords(count: number): string | null {
  return count === 0 ? null : `${countOf(count, 'ticket')} could not be read: reload or update`;
}

/** `next try in 12 s`, or `try now` where no turn is known; null where there is nothing to try. */
export function nextTryWords(sync: SyncView, now: Instant): string | null {
  if (sync.state !== 'offline') return null;
  if (sync.nextTryAt === null) return 'try now';
  const seconds = Math.ceil((sync.nextTryAt - now) / 1000);
  return seconds <= 0 ? 'trying now' : `next try in ${seconds} s`;
}

export const storageWords: Record<SyncView['storage'], string | null> = {
  persistent: null,
  bestEffort: 'This browser may clear what is kept here when its disk fills up. Changes not yet sent are kept apart.',
  oneCopy:
    'This browser keeps no second copy of your unsent work: should it clear its storage, what isn’t sent is gone.',
  memory: 'Nothing can be kept on this device: what isn’t sent is gone when this window closes.',
};

/** The same in the foot's few words. */
export const storageShort: Record<SyncView['storage'], string> = {
  persistent: 'Kept on this device',
  bestEffort: 'Kept while the browser has room',
  oneCopy: 'No second copy of unsent work',
  memory: 'Nothing is kept on this device',
};
