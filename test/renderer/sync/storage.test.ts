import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#core/refusal.ts';
import { commandOf, ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createChance, createMachine } from '#test/support/console.ts';
import { create, newTicketId, note, rename, take } from '#test/support/intents.ts';
import { settle } from '#test/support/settle.ts';
import { createMemoryDisk } from '../../../renderer/store/disk-in-memory.ts';
import { createDrafts } from '../../../renderer/store/drafts.ts';
import { createMemoryJournal, type Journal } from '../../../renderer/store/journal.ts';
import { createCell } from '../../../renderer/store/live.ts';
import { alone } from '../../../renderer/store/tabs.ts';
import { electAlone } from '../../../renderer/sync/leader.ts';
import { openConsole } from '../../../renderer/sync/open.ts';

const [one, two] = [newTicketId(1), newTicketId(2)];

async function begin() {
  let passed = () => 0;
  const authority = createAuthority(reference(), () => monday + 1_000 + passed());
  const direct = authority.direct(ines);
  const machine = await createMachine({ person: ines, serverId: authority.serverId, direct, at: monday });
  passed = () => machine.clock.device() - monday;
  await machine.sync();
  await machine.ask(one, create('VPN drops', { mine: true }));
  await machine.sync();
  return { authority, machine };
}

describe('a command is kept', () => {
  it('[SYNC4] what is refused on the visible ticket is told at once and written nowhere', async () => {
    const { machine } = await begin();
    const before = await machine.journal.read();
    expect(await machine.store.dispatch(one, take)).toMatchObject({ refused: true, reason: 'nothingToDo' });
    expect(await machine.journal.read()).toEqual(before);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC5] it is in the journal before it is in the outbox, and paints as saving meanwhile', async () => {
    const { machine } = await begin();
    machine.network.cut();
    await machine.crash();
    const order: string[] = [];
    let flushed = () => {};
    machine.journal = slowly(machine.journal, () => {
      order.push(`journal, ${machine.row(one)?.saving ? 'saving' : 'not saving'}, ${machine.row(one)?.subject}`);
      return new Promise((resolve) => {
        flushed = resolve;
      });
    });
    await machine.start();
    const asked = machine.store.dispatch(one, rename('Another name')).then(() => order.push('done'));
    await settle();
    expect(order).toEqual(['journal, saving, Another name']);
    flushed();
    await asked;
    expect(order.at(-1)).toBe('done');
    await machine.crash();
    await machine.start();
    expect(machine.row(one)).toMatchObject({ subject: 'Another name', saving: true });
  });

  it('[SYNC6] a crash between journal and outbox loses nothing: it is put back, and applies once', async () => {
    const { authority, machine } = await begin();
    const journal = machine.journal;
    await machine.crash();
    machine.journal = slowly(journal, () => new Promise(() => {}), 'after');
    await machine.start();
    void machine.store.dispatch(one, note(1));
    await settle();
    expect((await journal.read()).filter((entry) => entry.kind === 'command')).toHaveLength(2);
    await machine.crash();
    machine.journal = journal;
    await machine.start();
    expect(machine.store.outbox.get().waiting).toBe(1);
    expect((await machine.view(one))?.messages).toHaveLength(1);
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
  });

  it('[SYNC7] commands of a ticket are numbered from 1 and sent in that order', async () => {
    const { authority, machine } = await begin();
    machine.network.cut();
    for (const n of [1, 2, 3]) await machine.ask(one, rename(`Name ${n}`));
    await machine.ask(two, create('Second'));
    const seen: string[] = [];
    authority.fail((kind, { commands }) => {
      if (kind === 'push') for (const command of commands) seen.push(`${command.ticketId.slice(-1)}/${command.seq}`);
      return null;
    });
    machine.network.heal();
    await machine.sync();
    expect(seen.filter((one) => one.startsWith('1/'))).toEqual(['1/2', '1/3', '1/4']);
    expect(seen.filter((one) => one.startsWith('2/'))).toEqual(['2/1']);
    expect(authority.ticket(one)?.subject).toBe('Name 3');
  });

  it('[SYNC8] a held command is shown, not sent, holds what follows, and goes when its time is over', async () => {
    const { authority, machine } = await begin();
    await machine.ask(one, note(1), { holdFor: 10_000 });
    await machine.ask(one, note(2));
    await machine.ask(two, create('Another ticket'));
    await machine.network.deliver();
    expect((await machine.view(one))?.held).toMatchObject([{ type: 'note' }]);
    expect((await machine.view(one))?.messages).toHaveLength(2);
    expect(authority.messages(one)).toEqual([]);
    expect(authority.ticket(two)?.subject).toBe('Another ticket');
    machine.clock.advance(10_001);
    await machine.network.deliver();
    expect(authority.messages(one).map((message) => message.body)).toEqual(['Text 1', 'Text 2']);
  });

  it('[SYNC8] what a wrong clock holds for days goes at once, and so does what waits behind it', async () => {
    const { authority, machine } = await begin();
    const right = machine.clock.device();
    machine.network.cut();
    await machine.crash();
    machine.clock.setDevice(right + 3 * 86_400_000);
    await machine.start();
    await machine.ask(one, note(1), { holdFor: 10_000 });
    await machine.crash();
    machine.clock.setDevice(right);
    await machine.start();
    await machine.ask(one, note(2));
    machine.network.heal();
    machine.clock.advance(31_000);
    await machine.sync();
    expect(authority.messages(one).map((message) => message.body)).toEqual(['Text 1', 'Text 2']);
  });

  it('[SYNC4] what is too long is told at once, keeps its words where they are, and stops nothing else', async () => {
    const { authority, machine } = await begin();
    expect(await machine.store.dispatch(one, note(1, 'a'.repeat(60_001)))).toMatchObject({
      reason: 'invalid',
      says: 'A message is at most 60,000 characters.',
    });
    await machine.ask(one, note(2));
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
  });

  it('[SYNC8] it can be taken back, for good, and what followed stays', async () => {
    const { authority, machine } = await begin();
    const held = await machine.ask(one, rename('A slip'), { holdFor: 10_000 });
    await machine.ask(one, note(2));
    expect(await machine.store.undo(held)).toBe(true);
    expect(machine.row(one)?.subject).toBe('VPN drops');
    await machine.crash();
    await machine.start();
    await machine.sync();
    expect(authority.ticket(one)?.subject).toBe('VPN drops');
    expect(authority.messages(one)).toHaveLength(1);
    expect(await machine.store.undo(held)).toBe(false);
  });

  it('[SYNC8] taken back while the journal refuses, it is never sent, and the journal is told at the next start', async () => {
    const { authority, machine } = await begin();
    const journal = machine.journal;
    let refuses = false;
    await machine.crash();
    machine.journal = slowly(journal, () => (refuses ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()));
    await machine.start();
    const held = await machine.ask(one, rename('A slip'), { holdFor: 10_000 });
    refuses = true;
    expect(await machine.store.undo(held)).toBe(true);
    expect(await machine.store.undo(held)).toBe(false);
    expect(machine.store.outbox.get()).toMatchObject({ waiting: 0, rows: [] });
    expect(machine.row(one)).toMatchObject({ subject: 'VPN drops', saving: false });
    await machine.crash();
    machine.journal = journal;
    await machine.start();
    expect(machine.row(one)).toMatchObject({ subject: 'VPN drops', saving: false });
    expect((await journal.read()).at(-1)).toMatchObject({ kind: 'void', id: held });
    machine.resetDatabase();
    await machine.crash();
    await machine.start();
    await machine.sync();
    expect(authority.ticket(one)?.subject).toBe('VPN drops');
  });

  it('[SYNC34] taken back at the last moment it is either taken back or sent, wherever its time ends meanwhile', async () => {
    const { authority, machine } = await begin();
    const won = new Set<string>();
    for (let turns = 0; turns < 12; turns++) {
      const held = await machine.ask(one, note(10 + turns), { holdFor: 10_000 });
      const before = authority.messages(one).length;
      machine.clock.advance(9_999);
      const undone = machine.store.undo(held);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      machine.clock.advance(1);
      await machine.network.deliver();
      const sent = authority.messages(one).length - before;
      expect([turns, await undone, sent]).toEqual([turns, sent === 0, sent]);
      won.add(sent === 0 ? 'undo' : 'send');
      await machine.sync();
      expect((await machine.view(one))?.messages).toEqual(authority.messages(one));
    }
    expect(won).toEqual(new Set(['undo', 'send']));
  });

  it('[SYNC34] on its way it can not be taken back, whatever the clock says', async () => {
    const { authority, machine } = await begin();
    const held = await machine.ask(one, note(1), { holdFor: 10_000 });
    machine.clock.advance(10_000);
    await settle();
    machine.clock.setDevice(monday);
    machine.clock.reboot();
    expect(await machine.store.undo(held)).toBe(false);
    await machine.network.deliver();
    expect(authority.messages(one)).toHaveLength(1);
  });

  it('[SYNC8] it can be released at once, and quitting does not cancel it', async () => {
    const { authority, machine } = await begin();
    const held = await machine.ask(one, note(1), { holdFor: 60_000 });
    await machine.store.sendNow(held);
    await machine.network.deliver();
    expect(authority.messages(one)).toHaveLength(1);
    await machine.ask(one, note(2), { holdFor: 60_000 });
    await machine.crash();
    await machine.start();
    machine.clock.advance(60_000);
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(2);
  });
});

describe('where the disk refuses', () => {
  it('[SYNC26] a journal that cannot be written refuses the command, and nothing is sent', async () => {
    const { authority, machine } = await begin();
    await machine.crash();
    machine.journal = slowly(machine.journal, () => Promise.reject(new Error('ENOSPC')));
    await machine.start();
    const answer = await machine.store.dispatch(one, rename('Never kept'));
    expect(isRefusal(answer) && answer.says).toMatch(/disk may be full/);
    expect(machine.row(one)).toMatchObject({ subject: 'VPN drops', saving: false });
    await machine.sync();
    expect(authority.ticket(one)?.subject).toBe('VPN drops');
  });

  it('[SYNC26] a journal whose file was taken away does not blame the disk', async () => {
    const { machine } = await begin();
    await machine.crash();
    const lost = new Error('The access handle was already closed', { cause: 'lost' });
    machine.journal = slowly(machine.journal, () => Promise.reject(lost));
    await machine.start();
    const answer = await machine.store.dispatch(one, rename('Never kept'));
    expect(isRefusal(answer) && answer.says).toMatch(/^The browser took away the file/);
    expect(isRefusal(answer) && answer.says).not.toMatch(/disk/);
  });

  it('[SYNC26] a database that cannot be written refuses it too, and the journal says void', async () => {
    const { authority, machine } = await begin();
    const stop = refuseWrites('outbox');
    const answer = await machine.store.dispatch(one, rename('Never kept'));
    stop();
    expect(isRefusal(answer) && answer.says).toMatch(/storage may be full/);
    await settle();
    expect(machine.row(one)).toMatchObject({ subject: 'VPN drops', saving: false });
    await machine.crash();
    await machine.start();
    await machine.sync();
    expect(authority.ticket(one)?.subject).toBe('VPN drops');
  });

  it('[SYNC26] where neither database nor journal takes it back, it says that it may be tried again', async () => {
    const { machine } = await begin();
    const journal = machine.journal;
    let appended = 0;
    await machine.crash();
    machine.journal = slowly(journal, async () => {
      appended += 1;
      if (appended > 1) throw new Error('ENOSPC');
    });
    await machine.start();
    const stop = refuseWrites('outbox');
    const answer = await machine.store.dispatch(one, rename('Half kept'));
    stop();
    expect(isRefusal(answer) && answer.says).toMatch(/may be tried again at the next start/);
    expect(isRefusal(answer) && answer.says).not.toMatch(/Nothing was sent/);
  });

  it('[SYNC26] what the server said and the disk refused is asked for again', async () => {
    const { authority, machine } = await begin();
    await machine.ask(one, rename('Said meanwhile'));
    await machine.network.reach();
    const stop = refuseWrites('meta');
    await machine.network.deliver();
    expect(machine.store.sync.get()).toMatchObject({ state: 'offline' });
    expect(machine.store.sync.get().says).toMatch(/could not keep/);
    stop();
    await machine.sync();
    expect(machine.store.sync.get()).toMatchObject({ state: 'live', says: null });
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
  });

  it('[SYNC35] what it wrote down and stumbled over before showing is shown with the next page', async () => {
    const { authority, machine } = await begin();
    authority.handle(ines, { ...commandOf(9, rename('Written, not shown')), ticketId: one });
    const stop = stumbleAfterWriting();
    await machine.network.deliver();
    stop();
    expect(machine.row(one)?.subject).toBe('VPN drops');
    await machine.sync();
    expect(machine.row(one)?.subject).toBe('Written, not shown');
    expect(machine.store.sync.get()).toMatchObject({ state: 'live', says: null });
  });

  it('[SYNC27] a database that the browser threw away is built anew from journal and server', async () => {
    const { authority, machine } = await begin();
    machine.network.cut();
    await machine.ask(one, note(1, 'Typed offline'));
    await machine.ask(two, create('Made offline'));
    machine.store.drafts.write(one, 'reply', 'Half a sentence');
    await machine.store.drafts.flush();
    await machine.crash();
    machine.resetDatabase();
    await machine.start();
    expect(machine.store.queue.get()).toEqual([]);
    expect(machine.store.outbox.get().waiting).toBe(2);
    expect(await machine.store.drafts.read(one, 'reply')).toMatchObject({ body: 'Half a sentence' });
    machine.network.heal();
    await machine.sync();
    expect(machine.store.queue.get()).toHaveLength(2);
    expect((await machine.view(one))?.messages.map((message) => message.body)).toEqual(['Typed offline']);
    expect(authority.ticket(two)?.subject).toBe('Made offline');
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC27] a refused command survives that as well: the server says no once more', async () => {
    const { authority, machine } = await begin();
    machine.network.cut();
    await machine.ask(one, note(1, 'Words that must not be lost'));
    authority.fail((kind) =>
      kind === 'push' ? { failed: 'refused', status: 422, problem: 'bad', says: 'Bad.', retryAfter: null } : null,
    );
    machine.network.heal();
    await machine.sync();
    expect(machine.store.attention.get()).toHaveLength(1);
    await machine.crash();
    machine.resetDatabase();
    await machine.start();
    await machine.sync();
    expect(JSON.stringify(machine.store.attention.get())).toContain('Words that must not be lost');
  });

  it('[SYNC28] without a database it works in memory and says so; the journal still keeps what is unsent', async () => {
    const { authority, machine } = await begin();
    await machine.crash();
    machine.databases = null;
    await machine.start();
    expect(machine.store.sync.get().storage).toBe('memory');
    await machine.sync();
    expect(machine.store.queue.get()).toHaveLength(1);
    machine.network.cut();
    await machine.ask(one, note(1));
    await machine.crash();
    await machine.start();
    machine.network.heal();
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
  });

  it('[SYNC31] what is typed is on disk within 500 ms and survives a kill', async () => {
    const { machine } = await begin();
    machine.store.drafts.write(one, 'reply', 'Dear Petra');
    machine.clock.advance(500);
    await settle();
    await machine.crash();
    await machine.start();
    expect(await machine.store.drafts.read(one, 'reply')).toMatchObject({ body: 'Dear Petra' });
    machine.store.drafts.write(one, 'reply', '');
    expect(await machine.store.drafts.read(one, 'reply')).toBeNull();
    await machine.store.drafts.flush();
    await machine.crash();
    await machine.start();
    expect(await machine.store.drafts.read(one, 'reply')).toBeNull();
  });
});

describe('drafts', () => {
  it('[SYNC38] what neither journal nor database took is not kept, is tried again by itself, and is kept then', async () => {
    const { machine } = await begin();
    const journal = machine.journal;
    let refuses = true;
    await machine.crash();
    machine.journal = slowly(journal, () => (refuses ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()));
    await machine.start();
    const stop = refuseWrites('drafts');
    machine.store.drafts.write(one, 'reply', 'Dear Petra');
    expect(await machine.store.drafts.flush()).toBe(false);
    expect(await machine.store.drafts.flush()).toBe(false);
    expect(await machine.store.drafts.read(one, 'reply')).toMatchObject({ body: 'Dear Petra' });
    stop();
    refuses = false;
    machine.clock.advance(5_000);
    await settle();
    await machine.crash();
    await machine.start();
    expect(await machine.store.drafts.read(one, 'reply')).toMatchObject({ body: 'Dear Petra' });
  });

  it('[SYNC38] one of both is enough, and where nothing outlives the page nothing is said to be kept', async () => {
    const { machine } = await begin();
    const stop = refuseWrites('drafts');
    machine.store.drafts.write(one, 'reply', 'Dear Petra');
    expect(await machine.store.drafts.flush()).toBe(true);
    stop();
    const drafts = createDrafts({
      disk: createMemoryDisk(),
      journal: createMemoryJournal(),
      clock: machine.clock,
      latest: 0,
    });
    drafts.write(one, 'reply', 'Dear Petra');
    expect(await drafts.flush()).toBe(false);
    expect(await drafts.flush()).toBe(false);
    expect(await drafts.read(one, 'reply')).toMatchObject({ body: 'Dear Petra' });
  });

  it('[SYNC39] with the clock set back, what was typed later wins at the next start, and at the one after', async () => {
    const { machine } = await begin();
    const type = async (body: string) => {
      machine.store.drafts.write(one, 'reply', body);
      await machine.store.drafts.flush();
    };
    const restart = async () => {
      await machine.crash();
      await machine.start();
      return (await machine.store.drafts.read(one, 'reply'))?.body ?? null;
    };
    await type('First');
    machine.clock.setDevice(monday - 3_600_000);
    await type('First, and more');
    expect(await restart()).toBe('First, and more');
    machine.clock.setDevice(monday - 7_200_000);
    await type('Something else');
    expect(await restart()).toBe('Something else');
    machine.resetDatabase();
    expect(await restart()).toBe('Something else');
    await type('');
    machine.resetDatabase();
    expect(await restart()).toBe(null);
  });

  it('[SYNC40] where the journal does not outlive the page, storage says that there is no second copy', async () => {
    const { machine } = await begin();
    expect(machine.store.sync.get().storage).toBe('persistent');
    await machine.crash();
    const opened = await openConsole({
      session: { person: ines, serverId: '00000000-0000-7000-8000-0000000000aa' },
      shell: {
        journal: async () => createMemoryJournal(),
        presence: createCell<'here'>('here'),
        onResumed: () => () => {},
      },
      transport: machine.network.transport,
      clock: machine.clock,
      chance: createChance(7),
      databases: machine.databases,
      persisted: true,
      tabs: alone,
      elect: electAlone,
      onWipe: async () => {},
      onGone: () => {},
    });
    expect(opened.store.sync.get().storage).toBe('oneCopy');
    opened.stop();
  });
});

/** A journal that does something of its own before (or after) each append. */
function slowly(journal: Journal, own: () => Promise<void>, when: 'before' | 'after' = 'before'): Journal {
  return {
    ...journal,
    async append(entries) {
      if (when === 'before') await own();
      await journal.append(entries);
      if (when === 'after') await own();
    },
  };
}

/** The browser's quota is used up: every write to a table fails, as IndexedDB says it. */
function refuseWrites(table: string): () => void {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (this.name === table) throw new DOMException('The quota is used up.', 'QuotaExceededError');
    return put.apply(this, args);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}

/** A page is written whole; where it is read back to be shown, the disk fails. */
function stumbleAfterWriting(): () => void {
  const { get, put } = IDBObjectStore.prototype;
  let isWritten = false;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (this.name === 'meta' && args[0].id === 'position') isWritten = true;
    return put.apply(this, args);
  };
  IDBObjectStore.prototype.get = function (this: IDBObjectStore, ...args: Parameters<typeof get>) {
    if (isWritten && this.name === 'meta') throw new DOMException('It could not be read.', 'UnknownError');
    return get.apply(this, args);
  };
  return () => {
    IDBObjectStore.prototype.get = get;
    IDBObjectStore.prototype.put = put;
  };
}
