import { PROTOCOL } from '#core/sync/protocol.ts';
import type { Memory } from '../store/memory.ts';
import { want } from '../store/wanted.ts';
import type { MeasuredTime } from './time.ts';
import { type Failure, isFailure, type Reply, type Transport } from './transport.ts';

type Deps = {
  memory: Memory;
  transport: Pick<Transport, 'hello' | 'reference' | 'pull' | 'snapshot' | 'ticket'>;
  time: MeasuredTime;
  /** A page is in: progress, or as of when. */
  onPage(): void;
};

const PAGE = 500;
const SNAPSHOT_PAGE = 1_000;

/**
 * Brings this console up to the server: the reference, a snapshot where there is no cursor (resumed where it was left),
 * then changes since the cursor, page by page. Null when there is nothing more.
 */
export function createPull({ memory, transport, time, onPage }: Deps): () => Promise<Failure | null> {
  let wasRead = false;

  async function timed<T extends { serverTime: number }>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
    const departure = time.departure();
    const reply = await ask();
    if (!isFailure(reply)) {
      const better = time.measure(reply.serverTime, departure);
      if (better) await memory.keepTime(better);
    }
    return reply;
  }

  async function begin(): Promise<Failure | null> {
    const hello = await timed(() => transport.hello());
    if (isFailure(hello)) return hello;
    const foreign = check(hello, memory);
    if (foreign) return foreign;
    await memory.startAfresh(hello.epoch);
    return null;
  }

  async function renewReference(revision: number | null): Promise<Failure | null> {
    if (revision !== null && revision === memory.referenceRevision()) return null;
    const data = await transport.reference();
    if (isFailure(data)) return data;
    await memory.referenced(data);
    return null;
  }

  /** The next page is asked for while this one is written down: the server and this console work at the same time. */
  async function firstSync(): Promise<Failure | null> {
    if (!memory.position().snapshot) {
      const failure = await begin();
      if (failure) return failure;
    }
    const failure = await renewReference(null);
    if (failure) return failure;
    const ask = (after: string | null) => timed(() => transport.snapshot(after, SNAPSHOT_PAGE));
    const asked = new Map<string | null, ReturnType<typeof ask>>();
    for (;;) {
      const { snapshot } = memory.position();
      if (!snapshot) return null;
      const page = await (asked.get(snapshot.after) ?? ask(snapshot.after));
      asked.clear();
      if (isFailure(page)) return page.status === 400 && snapshot.after !== null ? begin() : page;
      const foreign = check(page, memory);
      if (foreign) return foreign;
      if (page.next !== null && page.epoch === memory.position().epoch) {
        const next = ask(page.next);
        next.catch(() => {});
        asked.set(page.next, next);
      }
      if (page.epoch !== memory.position().epoch) await memory.startAfresh(page.epoch);
      else await memory.paged(page, snapshot.after);
      onPage();
    }
  }

  async function changes(): Promise<Failure | null> {
    for (;;) {
      const { cursor, epoch } = memory.position();
      if (cursor === null) {
        const failure = await firstSync();
        if (failure) return failure;
        continue;
      }
      const page = await timed(() => transport.pull(cursor, PAGE));
      if (isFailure(page)) {
        if (page.status !== 409 || page.problem !== 'wrongEpoch') return page;
        const failure = await begin();
        if (failure) return failure;
        continue;
      }
      const foreign = check(page, memory);
      if (foreign) return foreign;
      if (page.epoch !== epoch || page.startAfresh) {
        await memory.startAfresh(page.epoch);
        continue;
      }
      await memory.pulled(page, cursor);
      const failure = await renewReference(page.referenceRevision);
      onPage();
      if (failure) return failure;
      // Standing elsewhere than at this page's end, it is a page that didn't fit: what comes after is still to be asked for.
      if (!page.more && memory.position().cursor === page.cursor) return null;
    }
  }

  /** Tickets that somebody looks at and that aren't held whole. */
  async function wanted(): Promise<Failure | null> {
    for (;;) {
      const [id, ...others] = memory.wanted.get();
      if (!id) return null;
      const row = await transport.ticket(id);
      if (isFailure(row) && row.status !== 404 && row.failed !== 'garbled') return row;
      memory.wanted.set(others);
      if (!isFailure(row)) await memory.fetched(row, time.now());
      else if (row.failed === 'garbled') await memory.unreadable(id, time.now());
      onPage();
    }
  }

  /** Once, at the start: what couldn't be read may be understood since this console was updated. */
  function readAgain() {
    const unread = wasRead ? [] : (memory.position().unread ?? []);
    wasRead = true;
    want(memory.wanted, ...unread);
  }

  return async () => {
    const failure = await changes();
    if (failure) return failure;
    readAgain();
    return wanted();
  };
}

function check(said: { protocol: number; serverId: string }, memory: Memory): Failure | null {
  if (said.serverId !== memory.identity.serverId) return fatal('wrongServer', 409);
  return said.protocol > PROTOCOL ? fatal('tooOld', 426) : null;
}

function fatal(problem: 'wrongServer' | 'tooOld', status: number): Failure {
  const says =
    problem === 'tooOld'
      ? 'The server speaks a newer language than this console. Update it; your work stays here and is sent then.'
      : 'This is another server than the one your work belongs to. Nothing was sent to it.';
  return { failed: 'refused', status, problem, says, retryAfter: null };
}
