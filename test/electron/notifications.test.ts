import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { DoNotDisturb } from '../../electron/main/do-not-disturb.ts';
import { createNotifications, type Open } from '../../electron/main/notifications.ts';
import { alert, createMachine, MINUTE, ticketId } from './machine.ts';

type Note = EventEmitter & { options: NotificationConstructorOptions; closed: boolean };

/** A system that shows what it is asked to, unless told otherwise, and lets a person click. */
function createSystem(does: 'show' | 'fail' | 'nothing' | 'throw' = 'show') {
  const machine = createMachine();
  const notes: Note[] = [];
  const opened: Open[] = [];
  const system = { quiet: 'off' as DoNotDisturb, locked: false, supported: true };
  const create = (options: NotificationConstructorOptions) => {
    const note: Note = Object.assign(new EventEmitter(), {
      options,
      closed: false,
      show() {
        if (does === 'throw') throw new Error('no bus');
        if (does === 'show') note.emit('show');
        if (does === 'fail') note.emit('failed', {}, 'Notifications are turned off for Tierline.');
      },
      close() {
        note.closed = true;
      },
    });
    notes.push(note);
    return note as unknown as Notification;
  };
  const notifications = createNotifications({
    create,
    supported: () => system.supported,
    doNotDisturb: async () => system.quiet,
    locked: () => system.locked,
    now: machine.wall,
    timer: machine.timer,
    at: (instant) => new Date(instant).toISOString().slice(11, 16),
    icon: 'icon.png',
    open: (what) => opened.push(what),
  });
  return { ...notifications, machine, notes, opened, system };
}

const press = (note: Note | undefined, text: string) => {
  const actionIndex = note?.options.actions?.findIndex((action) => action.text === text) ?? -1;
  expect(actionIndex, `a button "${text}"`).toBeGreaterThanOrEqual(0);
  note?.emit('action', { actionIndex, selectionIndex: -1 });
};

describe('a notification', () => {
  it('of a breach says which, stays, and offers to hand off', async () => {
    const { ring, notes } = createSystem();
    await ring([alert(1, 'breach', 0)]);
    expect(notes[0]?.options).toMatchObject({
      title: 'Breached: 48001 Ticket 1',
      body: 'Resolution was due at 08:00. Priority 2.',
      timeoutType: 'never',
      urgency: 'critical',
    });
    expect(notes[0]?.options.actions?.map(({ text }) => text)).toEqual(['Hand off', 'Show', 'Acknowledge']);
  });

  it('of a warning passes by itself, and says how near the breach is', async () => {
    const { ring, notes } = createSystem();
    await ring([alert(1, 'warning', 0)]);
    expect(notes[0]?.options).toMatchObject({
      title: 'Breach is near: 48001 Ticket 1',
      body: 'Resolution is due at 08:30, 75 % is used. Priority 2.',
      timeoutType: 'default',
      urgency: 'normal',
    });
  });

  it('of an offer stays, and can be accepted', async () => {
    const { ring, notes, opened } = createSystem();
    await ring([alert(1, 'offer', 0, { target: null })]);
    expect(notes[0]?.options).toMatchObject({ title: 'Offered to you: 48001 Ticket 1', timeoutType: 'never' });
    press(notes[0], 'Accept');
    expect(opened).toEqual([{ ticketId: ticketId(1), alertId: alert(1, 'offer', 0).id, action: 'accept' }]);
  });

  it('[ESC32] of a handoff that came back says so, and shows the ticket', async () => {
    const { ring, notes, opened } = createSystem();
    await ring([alert(1, 'returned', 0, { target: null })]);
    expect(notes[0]?.options).toMatchObject({
      title: 'Came back to you: 48001 Ticket 1',
      body: expect.stringContaining('returned at 08:00'),
    });
    notes[0]?.emit('click', {});
    expect(opened).toMatchObject([{ ticketId: ticketId(1), action: 'show' }]);
  });

  it('clicked on a breach opens the handoff of that ticket, and is gone', async () => {
    const { ring, notes, opened, shown } = createSystem();
    await ring([alert(1, 'breach', 0)]);
    notes[0]?.emit('click', {});
    expect(opened).toEqual([{ ticketId: ticketId(1), alertId: alert(1, 'breach', 0).id, action: 'handOff' }]);
    expect([notes[0]?.closed, shown()]).toEqual([true, []]);
  });

  it('does by each button what the button says', async () => {
    for (const [text, action] of [
      ['Hand off', 'handOff'],
      ['Show', 'show'],
      ['Acknowledge', 'acknowledge'],
    ] as const) {
      const { ring, notes, opened } = createSystem();
      await ring([alert(1, 'warning', 0)]);
      press(notes[0], text);
      expect(opened.map((open) => open.action)).toEqual([action]);
    }
  });

  it('never carries markup from a subject', async () => {
    const { ring, notes } = createSystem();
    await ring([alert(1, 'breach', 0, { subject: '<img src=x>' }), alert(2, 'breach', 0, { subject: '<b>' })]);
    expect(`${notes[0]?.options.title}${notes[0]?.options.body}`).not.toMatch(/[<>]/);
  });

  it('has the same id for the same alert, short enough for Windows', async () => {
    const { ring, notes } = createSystem();
    await ring([alert(1, 'breach', 0)]);
    await ring([alert(1, 'breach', 0)]);
    await ring([alert(2, 'breach', 0)]);
    const [first, again, other] = notes.map((note) => note.options.id ?? '');
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    expect(first?.length).toBeLessThan(65);
  });
});

describe('a digest', () => {
  it('lists every breach, and counts the rest past the fifth', async () => {
    const { ring, notes } = createSystem();
    const breaches = Array.from({ length: 8 }, (_, n) => alert(n, 'breach', 0));
    const warnings = Array.from({ length: 7 }, (_, n) => alert(20 + n, 'warning', 0));
    await ring([...breaches, ...warnings]);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.options.title).toBe('Tierline: 8 breached, 7 to look at');
    const lines = notes[0]?.options.body?.split('\n') ?? [];
    expect(lines).toHaveLength(8 + 5 + 1);
    expect(lines.at(-1)).toBe('and 2 more');
  });

  it('stays until the last alert in it is settled', async () => {
    const { ring, notes, settle } = createSystem();
    await ring([alert(1, 'breach', 0), alert(2, 'breach', 0)]);
    settle(alert(1, 'breach', 0).id);
    expect(notes[0]?.closed).toBe(false);
    settle(alert(2, 'breach', 0).id);
    expect(notes[0]?.closed).toBe(true);
  });
});

describe('what became of it', () => {
  const one = [alert(1, 'breach', 0)];

  it('shown, where do not disturb is known to be off', async () => {
    expect(await createSystem().ring(one)).toEqual({ state: 'shown', reason: null });
  });

  it('unproven, where do not disturb cannot be read', async () => {
    const it = createSystem();
    it.system.quiet = 'unknown';
    expect(await it.ring(one)).toMatchObject({ state: 'unproven' });
  });

  it('unproven, where the screen is locked', async () => {
    const it = createSystem();
    it.system.locked = true;
    expect(await it.ring(one)).toEqual({ state: 'unproven', reason: 'The screen is locked.' });
  });

  it('failed, where do not disturb is on', async () => {
    const it = createSystem();
    it.system.quiet = 'on';
    expect(await it.ring(one)).toEqual({ state: 'failed', reason: 'Do not disturb is on.' });
  });

  it('failed with the reason of the system, an exception included', async () => {
    const refused = { state: 'failed', reason: 'Notifications are turned off for Tierline.' };
    expect(await createSystem('fail').ring(one)).toEqual(refused);
    expect(await createSystem('throw').ring(one)).toEqual({ state: 'failed', reason: 'Error: no bus' });
    const without = createSystem();
    without.system.supported = false;
    expect(await without.ring(one)).toMatchObject({ state: 'failed' });
    expect(without.notes).toEqual([]);
  });

  it('unproven, where the system says nothing at all', async () => {
    const it = createSystem('nothing');
    const outcome = it.ring(one);
    it.machine.advance(MINUTE);
    expect(await outcome).toEqual({ state: 'unproven', reason: 'The system said nothing.' });
  });

  it('a test notification tells the same', async () => {
    expect(await createSystem('fail').test()).toMatchObject({ state: 'failed' });
  });
});
