import type { Here } from '#core/sync/protocol.ts';
import type { Chance, Clock } from '../store/clock.ts';
import { createCell } from '../store/live.ts';
import type { Memory } from '../store/memory.ts';
import type { Live, SyncView } from '../store/store.ts';
import { createBackoff } from './backoff.ts';
import { createLoop } from './loop.ts';
import { type Line, openLine } from './presence.ts';
import { createPull } from './pull.ts';
import { createPush } from './push.ts';
import type { MeasuredTime } from './time.ts';
import type { Failure, Transport } from './transport.ts';

export type EngineDeps = {
  memory: Memory;
  transport: Transport;
  time: MeasuredTime;
  clock: Clock;
  chance: Chance;
  presence: Live<'here' | 'away' | 'locked'>;
  /** Access was taken away: everything local goes. */
  onRevoked(): void;
};

export type Engine = {
  /** Sync at once: somebody asks, the machine woke up, the network came back, or there is a session again. */
  now(): void;
  stop(): void;
};

/** Consoles also poll: a poke is a hint. */
const POLL = 30_000;

/** Keeps this console and the server at one: sends what waits, fetches what is new, and says how it stands. */
export function startEngine(deps: EngineDeps): Engine {
  const { memory, transport, time, clock, chance } = deps;
  const backoff = () => createBackoff(chance);
  let isStopped = false;
  let stopPoll = () => {};
  let stopRelease = () => {};
  let blocked: Blocked | null = null;
  let line: Line | null = null;

  const pull = createLoop({
    work: async () => {
      const failure = await pullWork();
      if (!failure) went(null);
      return failure;
    },
    onFailure: went,
    clock,
    backoff: backoff(),
  });
  const push = createLoop({
    work: async () => (blocked || memory.position().epoch === null ? null : pushWork()),
    onFailure: went,
    clock,
    backoff: backoff(),
  });
  const pullWork = createPull({ memory, transport, time, onPage: () => show({}) });
  const pushWork = createPush({
    memory,
    transport,
    time,
    clock,
    backoff,
    onAnswers: () => pull.kick(),
    onUnparked: () => push.kick(),
  });

  const here = createCell<Here>(hereNow());
  const hear = () => here.set(hereNow());
  const stops = [
    memory.outbox.subscribe(onOutbox),
    memory.wanted.subscribe(() => pull.kick()),
    memory.looking.subscribe(hear),
    deps.presence.subscribe(hear),
  ];
  const isOpen = createCell(false);
  stops.push(isOpen.subscribe(onLine));
  line = openLine({
    transport,
    clock,
    backoff: backoff(),
    here,
    isOpen,
    people: memory.presence,
    onPoke: (seq) => {
      if (seq > (memory.position().cursor ?? -1)) pull.kick();
    },
    onOpened: () => pull.kick(),
  });
  poll();
  onOutbox();
  pull.kick();

  return {
    now() {
      blocked = null;
      line?.renew();
      pull.kick({ now: true });
      push.kick({ now: true });
    },
    stop() {
      isStopped = true;
      stopPoll();
      stopRelease();
      pull.stop();
      push.stop();
      line?.stop();
      for (const stop of stops) stop();
    },
  };

  function hereNow(): Here {
    const { ticketId, writing } = memory.looking.get();
    const unsent = memory.outbox.get().filter((row) => row.answer === null).length;
    return { type: 'here', state: deps.presence.get(), ticketId, writing, unsent };
  }

  /** A line that broke is asked about at once: whether the server is gone is news for the agent, not for the next poll. */
  function onLine() {
    show({});
    if (!isOpen.get() && !isStopped) pull.kick();
  }

  /** Observes the outbox: sends what is free, and wakes for what is held. */
  function onOutbox() {
    if (isStopped) return;
    stopRelease();
    const next = memory.nextRelease();
    if (next !== null) stopRelease = clock.after(Math.max(0, next - time.now()), onOutbox);
    if (memory.outbox.get().length !== 0) push.kick();
    if (here.get().unsent !== hereNow().unsent) hear();
  }

  function poll() {
    stopPoll = clock.after(POLL, () => {
      pull.kick();
      push.kick();
      poll();
    });
  }

  /** How the last attempt went: null is well. */
  function went(failure: Failure | null) {
    if (isStopped) return;
    if (failure?.problem === 'revoked') return deps.onRevoked();
    const was = blocked;
    blocked = failure ? blockedBy(failure) : null;
    if (!failure && was) push.kick();
    if (!failure) push.kick();
    const state = blocked ?? (failure ? 'offline' : isOpen.get() ? 'live' : 'polling');
    show({ state, says: failure?.says ?? null });
  }

  function show(part: Partial<SyncView>) {
    const before = memory.view.get();
    const { asOf, snapshot, unread } = memory.position();
    const state = part.state ?? reachable(before.state, isOpen.get());
    const progress = snapshot && snapshot.cursor !== null ? { done: snapshot.done, total: snapshot.total } : null;
    const nextTryAt = state === 'offline' ? asServerTime(pull.nextTryAt()) : null;
    const next: SyncView = { ...before, ...part, state, asOf, progress, nextTryAt, unread: unread?.length ?? 0 };
    if (JSON.stringify(next) !== JSON.stringify(before)) memory.view.set(next);
  }

  function asServerTime(device: number | null): number | null {
    return device === null ? null : Math.round(time.now() + device - clock.device());
  }
}

type Blocked = 'signedOut' | 'tooOld' | 'wrongServer';

/** What waiting alone won't mend. Work goes on; sending doesn't. */
function blockedBy({ status, problem }: Failure): Blocked | null {
  if (status === 401) return 'signedOut';
  if (status === 426) return 'tooOld';
  return status === 409 && problem === 'wrongServer' ? 'wrongServer' : null;
}

function reachable(state: SyncView['state'], isOpen: boolean): SyncView['state'] {
  if (state === 'live' && !isOpen) return 'polling';
  return state === 'polling' && isOpen ? 'live' : state;
}
