import { describe, expect, it } from 'vitest';
import type { Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import { type Alarms, createAlarms } from '../../electron/main/alarms.ts';
import { createServerClock } from '../../electron/main/server-clock.ts';
import { alert, createBell, createMachine, createMemoryDisk, HOUR, MINUTE, monday, personId } from './machine.ts';

/** A desk: one machine, one disk; the app on it can be restarted. */
function createDesk() {
  const machine = createMachine();
  const disk = createMemoryDisk();
  const reported: Rung[] = [];
  const desk = {
    machine,
    disk,
    reported,
    bell: createBell(),
    clock: createServerClock(machine),
    alarms: null as Alarms | null,
    start(bell = createBell()) {
      desk.bell = bell;
      desk.clock = createServerClock(machine);
      desk.alarms = createAlarms({
        clock: desk.clock,
        timer: machine.timer,
        disk,
        bell,
        report: (rung) => reported.push(rung),
      });
    },
    restart() {
      machine.restart();
      desk.start();
    },
    publish(alerts: Alert[], more: { offset?: number; person?: number } = {}) {
      desk.alarms?.replace({ personId: personId(more.person ?? 1), offset: more.offset ?? 0, alerts });
    },
    sleep(ms: number) {
      desk.clock.fellAsleep();
      machine.sleep(ms);
      desk.clock.wokeUp();
      desk.alarms?.look();
    },
  };
  desk.start();
  return desk;
}

const ids = (...alerts: Alert[]) => alerts.map(({ id }) => id);

describe('alarms', () => {
  it('ring at their time, each for itself, and not before', () => {
    const desk = createDesk();
    const soon = alert(1, 'warning', 10 * MINUTE);
    const later = alert(2, 'breach', 20 * MINUTE);
    desk.publish([later, soon]);
    desk.machine.advance(10 * MINUTE - 1);
    expect(desk.bell.rang).toEqual([]);
    desk.machine.advance(1);
    expect(desk.bell.rang).toEqual([ids(soon)]);
    desk.machine.advance(10 * MINUTE);
    expect(desk.bell.rang).toEqual([ids(soon), ids(later)]);
  });

  it('wait with one timer, whatever the list', () => {
    const desk = createDesk();
    desk.publish(Array.from({ length: 500 }, (_, n) => alert(n, 'warning', (n + 1) * MINUTE)));
    expect(desk.machine.timers()).toBe(1);
    desk.publish([]);
    expect(desk.machine.timers()).toBe(0);
  });

  it('ring once for an id, however often the list comes', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one]);
    desk.machine.advance(MINUTE);
    desk.publish([one]);
    desk.publish([{ ...one, ringAt: one.ringAt + HOUR, dueAt: one.dueAt + HOUR }]);
    desk.machine.advance(2 * HOUR);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('ring once across restarts, and go on with the list from disk', () => {
    const desk = createDesk();
    const before = alert(1, 'breach', MINUTE);
    const after = alert(2, 'breach', 10 * MINUTE);
    desk.publish([before, after]);
    desk.machine.advance(MINUTE);
    desk.restart();
    expect(desk.bell.rang).toEqual([]);
    desk.machine.advance(9 * MINUTE);
    expect(desk.bell.rang).toEqual([ids(after)]);
  });

  it('after a crash between ring and record, ring again rather than never', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one]);
    desk.disk.full = true;
    desk.machine.advance(MINUTE);
    expect(desk.bell.rang).toEqual([ids(one)]);
    desk.disk.full = false;
    desk.restart();
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('ring with a full disk', () => {
    const desk = createDesk();
    desk.disk.full = true;
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one]);
    desk.machine.advance(HOUR);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('start empty where the file was damaged', () => {
    const desk = createDesk();
    desk.disk.text = '{"list": {"personId"';
    desk.restart();
    desk.publish([alert(1, 'breach', MINUTE)]);
    desk.machine.advance(MINUTE);
    expect(desk.bell.rang).toHaveLength(1);
  });

  it('ring for the next person at the same desk too', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one]);
    desk.machine.advance(MINUTE);
    desk.publish([one], { person: 2 });
    expect(desk.bell.rang).toEqual([ids(one), ids(one)]);
  });

  it('stop for who signs out, and take what is shown off the screen', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one, alert(2, 'breach', HOUR)]);
    desk.machine.advance(MINUTE);
    desk.alarms?.clear();
    desk.machine.advance(2 * HOUR);
    desk.restart();
    expect(desk.bell.rang).toEqual([]);
    expect(desk.reported).toEqual([]);
  });

  it('take off the screen what is not on the list any more', () => {
    const desk = createDesk();
    const met = alert(1, 'warning', MINUTE);
    const still = alert(2, 'breach', MINUTE);
    desk.publish([met, still]);
    desk.machine.advance(MINUTE);
    desk.publish([still]);
    desk.machine.advance(MINUTE);
    expect(desk.bell.settled).toEqual(ids(met));
  });

  it('[ESC33] an alert that was acknowledged on another device comes off this screen, out of a digest too', () => {
    const desk = createDesk();
    const many = [1, 2, 3, 4].map((n) => alert(n, 'breach', MINUTE));
    desk.publish(many);
    desk.machine.advance(MINUTE);
    desk.publish(many.slice(1));
    desk.machine.advance(MINUTE);
    expect(desk.bell.settled).toEqual(ids(...many.slice(0, 1)));
  });

  it('[ESC33] however often the list changes meanwhile', () => {
    const desk = createDesk();
    const answered = alert(1, 'breach', MINUTE);
    const still = alert(2, 'breach', MINUTE);
    desk.publish([answered, still]);
    desk.machine.advance(MINUTE);
    for (let n = 0; n < 6; n++) {
      desk.publish([still, alert(10 + n, 'breach', HOUR)]);
      desk.machine.advance(2_000);
    }
    expect(desk.bell.settled).toEqual(ids(answered));
  });

  it('leave on the screen what a page that has just started does not know of yet', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', MINUTE);
    desk.publish([one]);
    desk.machine.advance(MINUTE);
    desk.publish([]);
    desk.machine.advance(1_000);
    desk.publish([one]);
    desk.machine.advance(HOUR);
    expect(desk.bell.settled).toEqual([]);
  });
});

describe('after a sleep', () => {
  it('one digest stands for everything missed, breaches first, all of them listed', () => {
    const desk = createDesk();
    const breaches = [1, 2, 3, 4, 5, 6].map((n) => alert(n, 'breach', n * MINUTE));
    const warning = alert(7, 'warning', 50 * MINUTE);
    desk.publish([warning, ...breaches]);
    desk.sleep(HOUR);
    expect(desk.bell.rang).toEqual([ids(...breaches, warning)]);
  });

  it('a single one missed rings as itself', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', 5 * MINUTE);
    desk.publish([one]);
    desk.sleep(HOUR);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('what says nothing any more is recorded as failed instead of rung', async () => {
    const desk = createDesk();
    const overtaken = alert(1, 'warning', MINUTE);
    const old = alert(2, 'warning', MINUTE, { dueAt: monday + 9 * HOUR });
    const lapsed = alert(3, 'offer', MINUTE, { dueAt: monday + 6 * MINUTE });
    desk.publish([overtaken, old, lapsed]);
    desk.sleep(2 * HOUR);
    await Promise.resolve();
    expect(desk.bell.rang).toEqual([]);
    expect(desk.reported.map(({ alert: { id }, state }) => [id, state])).toEqual(
      ids(overtaken, old, lapsed).map((id) => [id, 'failed']),
    );
    desk.restart();
    expect(desk.bell.rang).toEqual([]);
  });

  it('what is still to come rings on time: sleep counts', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', 2 * HOUR);
    desk.publish([one]);
    desk.sleep(HOUR + 59 * MINUTE);
    expect(desk.bell.rang).toEqual([]);
    desk.machine.advance(MINUTE);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('a start in the morning gives one digest as well', () => {
    const desk = createDesk();
    const missed = [1, 2, 3].map((n) => alert(n, 'breach', n * MINUTE));
    desk.publish(missed);
    desk.machine.sleep(9 * HOUR);
    desk.restart();
    expect(desk.bell.rang).toEqual([ids(...missed)]);
  });
});

describe('many at once', () => {
  it('more than three in the same moment are one digest', () => {
    const desk = createDesk();
    const many = Array.from({ length: 500 }, (_, n) => alert(n, 'breach', MINUTE));
    desk.publish(many);
    desk.machine.advance(MINUTE);
    expect(desk.bell.rang).toHaveLength(1);
    expect(desk.bell.rang[0]).toHaveLength(500);
  });
});

describe('clocks', () => {
  it('ring by server time, not by the clock of the machine', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', 15 * MINUTE);
    desk.publish([one], { offset: 10 * MINUTE });
    desk.machine.advance(5 * MINUTE);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  it('keep the offset over a restart without network', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', 15 * MINUTE);
    desk.publish([one], { offset: 10 * MINUTE });
    desk.restart();
    desk.machine.advance(5 * MINUTE);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });

  for (const by of [-HOUR, HOUR]) {
    it(`a clock set ${by < 0 ? 'back' : 'forward'} changes nothing`, () => {
      const desk = createDesk();
      const first = alert(1, 'breach', 5 * MINUTE);
      const second = alert(2, 'breach', 20 * MINUTE);
      desk.publish([first, second]);
      desk.machine.advance(5 * MINUTE);
      desk.machine.setClock(by);
      desk.alarms?.look();
      desk.machine.advance(14 * MINUTE);
      expect(desk.bell.rang).toEqual([ids(first)]);
      desk.machine.advance(MINUTE);
      expect(desk.bell.rang).toEqual([ids(first), ids(second)]);
    });
  }

  it('a clock set back, and then a sleep: still on time', () => {
    const desk = createDesk();
    const one = alert(1, 'breach', 2 * HOUR);
    desk.publish([one]);
    desk.machine.setClock(-3 * HOUR);
    desk.sleep(HOUR);
    desk.machine.advance(HOUR - 1);
    expect(desk.bell.rang).toEqual([]);
    desk.machine.advance(1);
    expect(desk.bell.rang).toEqual([ids(one)]);
  });
});

describe('what became of it', () => {
  it('is reported for each alert, also of a digest', async () => {
    const desk = createDesk();
    desk.start(createBell({ state: 'failed', reason: 'Do not disturb is on.' }));
    const many = [1, 2, 3, 4].map((n) => alert(n, 'breach', MINUTE));
    desk.publish(many);
    desk.machine.advance(MINUTE);
    await Promise.resolve();
    await Promise.resolve();
    expect(desk.reported.map(({ alert: { id }, state, reason }) => [id, state, reason])).toEqual(
      ids(...many).map((id) => [id, 'failed', 'Do not disturb is on.']),
    );
    expect(desk.reported[0]?.at).toBe(monday + MINUTE);
  });
});
