import { describe, expect, it } from 'vitest';
import { reachableWords } from '../../../renderer/connection/reachable.ts';
import {
  nextTryWords,
  stateWords,
  storageShort,
  storageWords,
  unreadWords,
  waitingWords,
} from '../../../renderer/connection/state-words.ts';
import type { SyncView } from '../../../renderer/store/store.ts';
import { HOUR, MINUTE, MONDAY } from '../ticket/sample.ts';

const zone = 'Europe/London';
const sync = (part: Partial<SyncView>): SyncView => ({
  state: 'live',
  asOf: MONDAY,
  progress: null,
  nextTryAt: null,
  unread: 0,
  says: null,
  storage: 'persistent',
  ...part,
});
const foot = (part: Partial<SyncView>, now = MONDAY + HOUR) => {
  const { word, rest } = stateWords(sync(part), now, zone);
  return [word, rest].filter(Boolean).join(' ');
};

describe('the foot', () => {
  it('says how many tickets could not be read, and what helps', () => {
    expect(unreadWords(0)).toBeNull();
    expect(unreadWords(1)).toBe('1 ticket could not be read: reload or update');
    expect(unreadWords(2)).toBe('2 tickets could not be read: reload or update');
  });

  it('says live, or as of when', () => {
    expect(foot({})).toBe('Live');
    expect(foot({ state: 'offline' })).toBe('Offline as of 08:00');
    expect(foot({ state: 'offline' }, MONDAY + 24 * HOUR)).toBe('Offline as of yesterday 08:00');
    expect(foot({ state: 'offline', asOf: null })).toBe('Offline nothing fetched yet');
    expect(foot({ state: 'signedOut' })).toBe('Signed out as of 08:00');
  });

  it('says how many changes wait, and nothing where none do', () => {
    expect([waitingWords(0), waitingWords(1), waitingWords(12)]).toEqual([
      null,
      '1 change waiting',
      '12 changes waiting',
    ]);
  });

  it('says when the next try is, only while there is something to try', () => {
    const nextTryAt = MONDAY + 12_000;
    expect(nextTryWords(sync({ state: 'offline', nextTryAt }), MONDAY)).toBe('next try in 12 s');
    expect(nextTryWords(sync({ state: 'offline', nextTryAt }), MONDAY + MINUTE)).toBe('trying now');
    expect(nextTryWords(sync({ state: 'offline' }), MONDAY)).toBe('try now');
    expect(nextTryWords(sync({ nextTryAt }), MONDAY)).toBeNull();
  });

  it('says what storage doesn’t promise', () => {
    expect(storageWords.persistent).toBeNull();
    expect(storageWords.memory).toMatch(/gone when this window closes/);
    expect(storageWords.oneCopy).toMatch(/no second copy/);
    expect(storageShort.oneCopy).toBe('No second copy of unsent work');
  });

  it('claims to reach me only where that is known', () => {
    expect(reachableWords('electron', 'unknown')).toBe('Reachable on this desktop');
    expect(reachableWords('browser', 'granted')).toBe('Reachable while this page is open');
    for (const permission of ['denied', 'default', 'unknown'] as const) {
      expect(reachableWords('browser', permission)).toMatch(/^Not reachable/);
    }
  });
});
