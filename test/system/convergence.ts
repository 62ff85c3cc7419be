import type { Intent } from '#core/commands/command.ts';
import type { CommandId, EscalationId, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { createChance, createMachine, type Machine } from '#test/support/console.ts';
import { create, note, release, rename, tag, take, textOf } from '#test/support/intents.ts';
import type { Direct } from '#test/support/network.ts';
import { settle } from '#test/support/settle.ts';

/** The authority under test: the real server, or the small one in memory. */
export type Court = {
  serverId: string;
  people: readonly Person[];
  now(): number;
  pass(ms: number): void;
  direct(person: Person): Direct;
  /** Keeps what there is, for `restore`. */
  backUp(): Promise<void>;
  /** The server comes back as it was at the last backup, under a new epoch; false where there is none. */
  restore(): Promise<boolean>;
  /** The server's database fails at the statement after so many. */
  fail(statements: number): void;
  visibleTo(person: Person): Promise<Ticket[]>;
  /** Ids of the commands that took effect on a ticket, one per event. */
  effects(id: TicketId): Promise<{ commandId: string; messages: string[] }>;
};

/** What a console or the server has that it should not, or lacks. */
export class Finding extends Error {
  readonly kind: 'lost' | 'doubled' | 'diverged';
  constructor(kind: Finding['kind'], says: string) {
    super(says);
    this.kind = kind;
  }
}

/** How wild the days are. `consoles`: how many, three people's in turn; `skew`: their clocks are wrong by up to so much, ms. */
export type Wild = { consoles: number; skew: number; restores: boolean };

const calm: Wild = { consoles: 3, skew: 0, restores: false };

export type Outcome = { asked: number; done: number; cards: number; undone: number; tickets: number; lines: string[] };

type Asked = { machine: number; id: CommandId; ticketId: TicketId; undone: boolean | 'perhaps' };

/**
 * Random work at several consoles, with cuts, crashes, doubled requests and lost databases in between; then the line is
 * back for all. Throws, with the seed and what was done, where a console shows anything but what the server has.
 */
export async function converge(court: Court, seed: number, steps: number, wild = calm): Promise<Outcome> {
  const chance = createChance(seed);
  const lines: string[] = [];
  const asked: Asked[] = [];
  const machines: Machine[] = [];
  for (let index = 0; index < wild.consoles; index++) {
    const person = court.people[index % court.people.length];
    if (!person) throw new Error('nobody sits there');
    const direct = court.direct(person);
    const at = court.now() + Math.round((chance.number() * 2 - 1) * wild.skew);
    machines.push(await createMachine({ person, serverId: court.serverId, direct, at, seed: seed * 31 + index }));
  }
  const say = (line: string) => lines.push(line);
  try {
    for (const machine of machines) await machine.sync();
    for (let step = 0; step < steps; step++) await act(step);
    await comeTogether();
    return { ...(await judged()), lines };
  } catch (error) {
    const story = lines.slice(-60).join('\n');
    const says = `seed ${seed}, ${steps} steps: ${error instanceof Error ? error.message : error}\n${story}`;
    throw new Finding(error instanceof Finding ? error.kind : 'diverged', says);
  } finally {
    for (const machine of machines) await machine.crash();
  }

  async function act(step: number): Promise<void> {
    const index = chance.below(machines.length);
    const machine = machines[index];
    if (!machine) return;
    const dice = chance.number();
    const at = `${step}. console ${index}:`;
    const { network, clock } = machine;
    if (wild.restores && chance.number() < 0.06) return strike(step);
    if (dice < 0.5) return work(machine, index, at);
    if (dice < 0.62) {
      say(`${at} reach ${await network.reach()}`);
    } else if (dice < 0.72) {
      say(`${at} answer ${await network.answer()}`);
    } else if (dice < 0.8) {
      say(`${at} everything moves`);
      await network.deliver();
    } else if (dice < 0.85) {
      say(`${at} time passes`);
      const ms = chance.below(40_000);
      court.pass(ms);
      for (const other of machines) other.clock.advance(ms);
      await settle();
    } else if (dice < 0.89) {
      say(`${at} cut`);
      network.cut();
      await settle();
    } else if (dice < 0.94) {
      say(`${at} heal`);
      network.heal();
      clock.advance(1_000);
      await settle();
    } else if (dice < 0.96) {
      say(`${at} the next request is doubled`);
      network.duplicate();
    } else if (dice < 0.985) {
      say(`${at} crash`);
      if (chance.below(3) === 0) void work(machine, index, `${at} dying`).catch(() => {});
      for (let turn = chance.below(12); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
      await machine.crash();
      await machine.start();
    } else {
      say(`${at} database lost`);
      await machine.crash();
      machine.resetDatabase();
      await machine.start();
    }
  }

  /** What befalls the server. */
  async function strike(step: number): Promise<void> {
    const dice = chance.number();
    if (dice < 0.3) {
      say(`${step}. a backup is made`);
      await court.backUp();
    } else if (dice < 0.6) {
      if (await court.restore()) say(`${step}. the server is restored`);
      await settle();
    } else {
      const statements = 1 + chance.below(12);
      say(`${step}. the server dies at the ${statements}th statement from now`);
      court.fail(statements);
    }
  }

  async function work(machine: Machine, index: number, at: string): Promise<void> {
    const { store } = machine;
    const rows = store.queue.get();
    const held = asked.filter((one) => one.machine === index && !one.undone);
    if (held.length > 0 && chance.number() < 0.06) {
      const last = held.at(-1);
      if (!last) return;
      // A console that dies in the middle of it doesn't live to say which of the two it was.
      last.undone = 'perhaps';
      last.undone = await store.undo(last.id);
      if (last.undone) say(`${at} undo ${last.id}`);
      return;
    }
    const isNew = rows.length < 2 || chance.number() < 0.08;
    const id = isNew ? freshId() : chance.pick(rows).id;
    const ticket = isNew ? null : ((await machine.view(id))?.ticket ?? null);
    const intent = ticket
      ? intentOn(ticket, machine.person)
      : create(`Ticket ${id.slice(-4)}`, { mine: chance.number() < 0.5 });
    const answer = await store.dispatch(id, intent, chance.number() < 0.15 ? { holdFor: 10_000 } : {});
    say(
      `${at} ${intent.type} ${id.slice(-4)}${isRefusal(answer) ? ` refused: ${answer.reason}` : ` ${answer.commandId}`}`,
    );
    if (!isRefusal(answer)) asked.push({ machine: index, id: answer.commandId, ticketId: id, undone: false });
    if (chance.number() < 0.5) await settle();
  }

  function freshId(): TicketId {
    const bytes = [...chance.bytes(6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return `00000000-0000-7000-8000-${bytes}` as TicketId;
  }

  function intentOn(ticket: Ticket, by: Person): Intent {
    const n = chance.below(1_000_000_000);
    const offer = openOffer(ticket);
    const teams = [
      ...new Set(court.people.flatMap((person) => person.memberships.map((membership) => membership.teamId))),
    ];
    const kinds: (() => Intent)[] = [
      () => note(n),
      () => rename(`Name ${n}`),
      () => tag(`t${n % 7}`),
      () => take,
      () => release,
      () => ({ type: 'watch', body: {} }),
      () => ({ type: 'unwatch', body: {} }),
      () => ({
        type: 'setStatus',
        body: { to: chance.pick(['open', 'pending', 'resolved', 'closed']), waitingOn: null, note: null },
      }),
      () => ({
        type: 'setPriority',
        body: { impact: chance.pick([1, 2, 3]), urgency: chance.pick([1, 2, 3]), override: null },
      }),
      () => ({ type: 'assign', body: { personId: chance.pick(court.people).id } }),
      () => ({
        type: 'reply',
        body: {
          text: textOf(n),
          seen: ticket.lastPublic?.id ?? null,
          sendAnyway: chance.number() < 0.3,
          thenWait: chance.number() < 0.2,
          thenResolve: false,
          promisedUntil: null,
        },
      }),
      () =>
        offer
          ? chance.pick<Intent>([
              { type: 'acceptHandoff', body: { escalationId: offer.id, goal: 'Find the cause' } },
              { type: 'returnHandoff', body: { escalationId: offer.id, reason: 'wrongTeam', note: 'Not ours' } },
              { type: 'withdrawHandoff', body: { escalationId: offer.id, note: '' } },
            ])
          : {
              type: 'offerHandoff',
              body: {
                escalationId: freshId() as string as EscalationId,
                teamId: chance.pick(teams.filter((team) => team !== ticket.accountable.teamId)),
                personId: null,
                reason: 'needsSkill',
                reasonNote: '',
                packet: {
                  observed: 'It fails at noon',
                  tried: 'Turned it off and on',
                  asked: 'Everybody at the depot',
                  hypothesis: 'Something with the clock',
                  access: 'The gateway, read only',
                  promisedUntil: court.now() + 3_600_000,
                },
                skillOverride: 'They know it',
              },
            },
    ];
    if (offer && by.memberships.some((membership) => membership.teamId === offer.to.teamId))
      return kinds.at(-1)?.() ?? take;
    return chance.pick(kinds)();
  }

  async function comeTogether(): Promise<void> {
    say('the line is back for all');
    for (let round = 0; round < 4; round++) {
      court.pass(62_000);
      for (const machine of machines) {
        machine.network.heal();
        await machine.sync();
      }
    }
  }

  async function judged(): Promise<Omit<Outcome, 'lines'>> {
    let cards = 0;
    for (const [index, machine] of machines.entries()) {
      const unkept = [...machine.said].filter((says) => says.includes('could not keep'));
      if (unkept.length > 0) throw new Error(`console ${index} had trouble with its disk, which is well`);
      const waiting = machine.store.outbox.get().rows;
      if (waiting.length > 0) throw new Finding('lost', `console ${index} still waits: ${JSON.stringify(waiting)}`);
      cards += machine.store.attention.get().length;
      const truth = byId(await court.visibleTo(machine.person));
      const shown = machine.store.queue.get().map((row) => row.id);
      same(`console ${index}, tickets`, [...shown].sort(), [...truth.keys()].sort());
      for (const [id, ticket] of truth) {
        const view = await machine.view(id);
        same(`console ${index}, ticket ${id}`, view?.ticket, ticket);
        if (view && view.provisional.size > 0)
          throw new Error(`console ${index}: ${id} still shows provisional things`);
      }
    }
    let done = 0;
    for (const one of asked) {
      const { commandId, messages } = await court.effects(one.ticketId);
      const isDone = commandId.includes(one.id);
      const isCard = machines.some((machine) =>
        machine.store.attention.get().some((card) => card.commandId === one.id),
      );
      const isLost = one.undone === true ? isDone : one.undone === false && isDone === isCard;
      if (isLost) {
        const says = `command ${one.id} on ${one.ticketId}: undone ${one.undone}, done ${isDone}, card ${isCard}`;
        throw new Finding(isDone ? 'doubled' : 'lost', says);
      }
      if (new Set(messages).size !== messages.length) {
        throw new Finding('doubled', `a message is there twice on ${one.ticketId}`);
      }
      if (isDone) done += 1;
    }
    const undone = asked.filter((one) => one.undone === true).length;
    return { asked: asked.length, done, cards, undone, tickets: new Set(asked.map((one) => one.ticketId)).size };
  }
}

function same(what: string, shown: unknown, truth: unknown): void {
  const [a, b] = [JSON.stringify(shown), JSON.stringify(truth)];
  if (a !== b) throw new Finding('diverged', `${what}: shown\n${a}\ntruth\n${b}`);
}

function byId(tickets: readonly Ticket[]): Map<TicketId, Ticket> {
  return new Map(tickets.map((ticket) => [ticket.id, ticket]));
}
