import { z } from 'zod';
import { can } from '../access.ts';
import { CommandId } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Dispute } from '../ticket/dispute.ts';
import { TargetKind, targetName, Verdict } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type Case, type Outcome, personOf } from './decision.ts';

const Reason = z.string().trim().min(3, 'Say why: it stays with the ticket.').max(500);

/** A supervisor decides on work whose time could not be proven: `credit` counts it when its maker says it happened. */
export const settleTime = z.object({
  type: z.literal('settleTime'),
  body: z.object({ commandId: CommandId, credit: z.boolean(), reason: Reason }),
});

/** A supervisor corrects a final verdict: a new entry, the one before stays on record. */
export const correctVerdict = z.object({
  type: z.literal('correctVerdict'),
  body: z.object({ target: TargetKind, cycle: z.int().min(1), verdict: Verdict, reason: Reason }),
});

export function decideSettleTime(c: Case<z.infer<typeof settleTime>['body']>): Outcome {
  const refused = unlessSupervisor(c);
  if (refused) return refused;
  const dispute = c.ticket.disputes?.find((one) => one.commandId === c.body.commandId);
  if (!dispute) return refuse('alreadySettled', 'This was decided already, or its time was never disputed.');
  if (dispute.by !== null && dispute.by === personOf(c.by)) {
    return refuse('notAllowed', 'It is your own work. Somebody else has to decide when it counts.');
  }
  const { commandId, credit, reason } = c.body;
  const from = dispute.countsAt;
  const to = credit ? earliest(c.ticket, dispute) : from;
  return { facts: [{ type: 'timeSettled', body: { commandId, ns: dispute.ns, credited: credit, from, to, reason } }] };
}

export function decideCorrectVerdict(c: Case<z.infer<typeof correctVerdict>['body']>): Outcome {
  const refused = unlessSupervisor(c);
  if (refused) return refused;
  const { target, cycle, verdict, reason } = c.body;
  const instance = c.ticket.targets.find((one) => one.kind === target && one.cycle === cycle);
  if (!instance?.final || !instance.verdict) {
    const says = `${targetName[target]} has no final verdict yet. Until the ticket is closed it follows the facts by itself.`;
    return refuse('notNow', says);
  }
  if (instance.verdict === verdict) return refuse('nothingToDo', `It is ${verdict} already.`);
  return {
    facts: [{ type: 'verdictCorrected', body: { target, cycle, before: instance.verdict, after: verdict, reason } }],
  };
}

function unlessSupervisor({ by, ticket }: Case<unknown>): Refusal | null {
  if (can(by, 'team.supervise', { teamId: ticket.accountable.teamId })) return null;
  return refuse('notAllowed', 'Only a supervisor of the team that holds this ticket decides that.');
}

/** As its maker says, but never before the change that came before it, its opening among them; messages keep their own time. */
function earliest(ticket: Ticket, { ns, claimedAt }: Dispute): number {
  const first = Math.min(...ns);
  const before = ticket.history.filter(({ n, kind }) => n < first && changesState.has(kind)).map(({ at }) => at);
  return Math.max(claimedAt, ...before);
}

const changesState: ReadonlySet<Ticket['history'][number]['kind']> = new Set([
  'opened',
  'status',
  'priority',
  'holder',
]);
