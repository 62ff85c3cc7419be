import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '#core/escalation/alert.ts';
import type { Session } from '#core/sync/protocol.ts';
import { ines, monday, reference, ticketId } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createChance } from '#test/support/console.ts';
import { createNetwork } from '#test/support/network.ts';
import { settle } from '#test/support/settle.ts';
import { openLedger } from '../../../renderer/alerts/ledger.ts';
import { openHere } from '../../../renderer/app/open-here.ts';
import type { Shell } from '../../../renderer/desktop/shell.ts';
import { createMemoryJournal } from '../../../renderer/store/journal.ts';
import { createCell } from '../../../renderer/store/live.ts';
import type { Failure } from '../../../renderer/sync/transport.ts';

const revoked: Failure = { failed: 'refused', status: 401, problem: 'revoked', says: 'Gone.', retryAfter: null };
const alert = { id: `${ticketId(1)}/resolution/1/1/0`, ticketId: ticketId(1), kind: 'warning' } as Alert;

/** A browser with what opening asks of it; `told` is what the shell was told, in its order. */
async function begin() {
  const authority = createAuthority(reference(), () => monday);
  const network = createNetwork(authority.direct(ines));
  const window = {
    indexedDB,
    IDBKeyRange,
    navigator: { userAgent: 'a test' },
    setTimeout: () => 0,
    clearTimeout() {},
  } as unknown as Window & typeof globalThis;
  vi.stubGlobal('window', window);
  const told: string[] = [];
  const databases = async () => (await indexedDB.databases()).map(({ name }) => name ?? '');
  const shell = {
    journal: async () => createMemoryJournal(),
    presence: createCell<'here'>('here'),
    onResumed: () => () => {},
    onRung: () => () => {},
    onOpen: () => () => {},
    setAlarms() {},
    setCount() {},
    remember: (session: Session | null) => void told.push(session ? 'remembered' : 'nobody is remembered'),
  } as Partial<Shell> as Shell;
  const session = { person: ines, serverId: authority.serverId } as Session;
  const gone: string[] = [];
  const opened = await openHere(session, {
    window,
    shell,
    transport: network.transport,
    clock: createHandClock(monday),
    chance: createChance(1),
    onGone: (why) => gone.push(why),
  });
  const ledger = openLedger(ines.id);
  await ledger.record({ alert, at: monday, state: 'shown', reason: null });
  ledger.close();
  const main = `tierline-${authority.serverId}-${ines.id}`;
  return { authority, network, opened, told, gone, databases, main, ledger: `tierline-alerts-${ines.id}` };
}

describe('leaving a machine', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('[SYNC20] signing out with wipe ends the session first, then takes database and alerts along', async () => {
    const { opened, told, databases, main, ledger } = await begin();
    await opened.close(true, async () => {
      expect(await databases()).toEqual(expect.arrayContaining([main, ledger]));
      told.push('session ended');
    });
    expect(told).toEqual(['session ended', 'nobody is remembered']);
    for (const name of [main, ledger]) expect(await databases()).not.toContain(name);
  });

  it('[SYNC20] so does revocation, and nobody is remembered by then', async () => {
    const { authority, network, told, gone, databases, main, ledger } = await begin();
    authority.fail(() => revoked);
    await network.deliver();
    await vi.waitFor(() => expect(gone).toEqual(['revoked']));
    await settle();
    expect(told).toEqual(['nobody is remembered']);
    for (const name of [main, ledger]) expect(await databases()).not.toContain(name);
  });
});
