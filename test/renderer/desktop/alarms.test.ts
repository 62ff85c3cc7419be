import { describe, expect, it } from 'vitest';
import type { Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import { ines, MINUTE, monday, ticketId } from '#test/core/desk.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createPageAlarms } from '../../../renderer/desktop/alarms.ts';
import { actionsOf, wordsOf } from '../../../renderer/desktop/notification.ts';
import { createRemembered } from '../../../renderer/desktop/remembered.ts';
import { namedIn } from '../../../renderer/desktop/shell-cache.ts';

const alert = (n: number, ringAt: number, more: Partial<Alert> = {}): Alert => ({
  id: `${ticketId(1)}/resolution/1/${n}/0`,
  kind: 'warning',
  ticketId: ticketId(1),
  number: 48_219,
  subject: 'VPN drops',
  priority: 2,
  target: 'resolution',
  threshold: 0.75,
  escalationId: null,
  dueAt: ringAt + 10 * MINUTE,
  ringAt,
  ...more,
});

function begin(storage = createStorage()) {
  const clock = createHandClock(monday);
  const shown: string[] = [];
  const rung: Rung[] = [];
  const onScreen: string[] = [];
  const withdrawn: string[] = [];
  const alarms = createPageAlarms({
    now: clock.device,
    after: clock.after,
    notify: async (alerts) => {
      shown.push(alerts.map((one) => one.id).join(' '));
      onScreen.push(...alerts.map((one) => one.id));
      return { state: 'unproven', reason: null };
    },
    settle: () => {},
    withdraw: (listed) => withdrawn.push(...onScreen.filter((id) => !listed.has(id) && !withdrawn.includes(id))),
    storage,
  });
  alarms.onRung((one) => rung.push(one));
  const set = (alerts: Alert[], offset = 0) => alarms.set({ personId: ines.id, offset, alerts });
  return { clock, shown, rung, withdrawn, set, storage, clear: alarms.clear };
}

describe('alarms that ring from the page', () => {
  it('ring nothing that another tab has rung since this one was opened', () => {
    const storage = createStorage();
    const leader = begin(storage);
    leader.set([alert(1, monday + MINUTE)]);
    const follower = begin(storage);
    leader.clock.advance(MINUTE);
    expect(leader.shown).toHaveLength(1);
    follower.clock.advance(2 * MINUTE);
    follower.set([alert(1, monday + MINUTE)]);
    expect(follower.shown).toEqual([]);
  });

  it('are silent once their person has signed out, and go on for who signs in again', () => {
    const { clock, shown, set, clear } = begin();
    set([alert(1, monday + MINUTE), alert(2, monday + 2 * MINUTE)]);
    clear(ines.id);
    clock.advance(MINUTE);
    expect(shown).toHaveLength(1);
    clear();
    clock.advance(5 * MINUTE);
    expect(shown).toHaveLength(1);
  });

  it('ring at their instant of server time, each id once', async () => {
    const { clock, shown, rung, set } = begin();
    set([alert(1, monday + 5 * MINUTE)], 2 * MINUTE);
    clock.advance(3 * MINUTE - 1);
    expect(shown).toEqual([]);
    clock.advance(1);
    await Promise.resolve();
    expect(rung).toMatchObject([
      { alert: { ringAt: monday + 5 * MINUTE }, state: 'unproven', at: monday + 3 * MINUTE },
    ]);
    set([alert(1, monday + 5 * MINUTE), alert(2, monday + 4 * MINUTE)], 2 * MINUTE);
    expect(shown).toHaveLength(2);
    set([alert(1, monday + 5 * MINUTE), alert(2, monday + 4 * MINUTE)], 2 * MINUTE);
    clock.advance(60 * MINUTE);
    expect(shown).toHaveLength(2);
  });

  it('a list replaces the one before: what is not in it any more does not ring', () => {
    const { clock, shown, set } = begin();
    set([alert(1, monday + MINUTE)]);
    set([]);
    clock.advance(10 * MINUTE);
    expect(shown).toEqual([]);
  });

  it('[ESC33] an alert that was acknowledged on another device comes off this screen, however often the list changes', () => {
    const { clock, withdrawn, set } = begin();
    const [answered, still] = [alert(1, monday + MINUTE), alert(2, monday + MINUTE)];
    set([answered, still]);
    clock.advance(2 * MINUTE);
    for (let n = 0; n < 11; n++) {
      set([still, alert(10 + n, monday + 60 * MINUTE)]);
      clock.advance(2_000);
    }
    expect(withdrawn).toEqual([answered.id]);
  });

  it('[ESC33] what a page that has just started does not know of yet stays', () => {
    const { clock, withdrawn, set } = begin();
    set([alert(1, monday + MINUTE)]);
    clock.advance(2 * MINUTE);
    set([]);
    clock.advance(1_000);
    set([alert(1, monday + MINUTE)]);
    clock.advance(60 * MINUTE);
    expect(withdrawn).toEqual([]);
  });

  it('who signs out leaves nothing on the screen', () => {
    const { clock, withdrawn, set, clear } = begin();
    set([alert(1, monday + MINUTE)]);
    clock.advance(MINUTE);
    clear();
    expect(withdrawn).toEqual([alert(1, 0).id]);
  });

  it('ring once across restarts too', () => {
    const before = begin();
    before.set([alert(1, monday)]);
    const after = begin(before.storage);
    after.set([alert(1, monday)]);
    expect([before.shown.length, after.shown.length]).toEqual([1, 0]);
  });

  it('many at once are one notification, and each is told of', async () => {
    const { clock, shown, rung, set } = begin();
    set([1, 2, 3, 4, 5].map((n) => alert(n, monday + MINUTE)));
    clock.advance(MINUTE);
    await Promise.resolve();
    expect(shown).toHaveLength(1);
    expect(rung).toHaveLength(5);
  });

  it('what was due before this device was there does not ring; what came due while it was off does', () => {
    const before = begin();
    before.set([alert(1, monday - MINUTE, { kind: 'breach' })]);
    expect(before.shown).toEqual([]);
    const after = begin(before.storage);
    after.clock.advance(60 * MINUTE);
    after.set([alert(1, monday - MINUTE, { kind: 'breach' }), alert(2, monday + MINUTE, { kind: 'breach' })]);
    expect(after.shown).toEqual([alert(2, 0).id]);
  });

  it('ring in time when the clock is set forward', () => {
    const { clock, shown, set } = begin();
    set([alert(1, monday + 60 * MINUTE)]);
    clock.setDevice(monday + 60 * MINUTE);
    clock.advance(MINUTE);
    expect(shown).toHaveLength(1);
  });
});

describe('what a notification says', () => {
  it('names the ticket, the clock and what can be done', () => {
    expect(wordsOf(alert(1, 0))).toEqual({ title: '#48219: 75 % of the resolution time is used', body: 'VPN drops' });
    expect(wordsOf(alert(1, 0, { kind: 'breach' })).title).toBe('#48219: resolution is overdue');
    expect(actionsOf(alert(1, 0)).map((button) => button.action)).toEqual(['handOff', 'acknowledge']);
    expect(actionsOf(alert(1, 0, { kind: 'offer' })).map((button) => button.action)).toEqual(['accept', 'acknowledge']);
  });
});

describe('what a machine remembers', () => {
  it('who signed in, without the token; and nothing where storage holds nonsense', () => {
    const storage = createStorage();
    const { remember, remembered } = createRemembered(storage);
    const session = {
      person: ines,
      serverId: '00000000-0000-7000-8000-0000000000aa',
      epoch: '00000000-0000-7000-8000-0000000000b1',
      protocol: 1,
      serverTime: monday,
      expiresAt: monday,
      token: 'secret',
    };
    remember(session);
    expect(remembered()).toEqual({ ...session, token: null });
    storage.setItem('tierline.session', '{"person": 1');
    expect(remembered()).toBeNull();
    remember(null);
    expect(remembered()).toBeNull();
  });
});

describe('what is kept for starting offline', () => {
  it('is every built file that a page or a file of it names', () => {
    expect(
      namedIn('<script src="./assets/index-Ab12Cd34.js"></script><link href="./assets/index-Zz99Yy88.css">'),
    ).toEqual(['/assets/index-Ab12Cd34.js', '/assets/index-Zz99Yy88.css']);
    expect(namedIn('new Worker(new URL("opfs-file-lF9KH3G1.js", import.meta.url))')).toEqual([
      '/assets/opfs-file-lF9KH3G1.js',
    ]);
    expect(namedIn("play('./sounds/alert.wav')")).toEqual(['/sounds/alert.wav']);
  });
});

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}
