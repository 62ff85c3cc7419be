import type { Payer } from '#core/sla/charge.ts';
import type { HandoffReason, ReturnReason } from '#core/ticket/escalation.ts';
import type { Level, Status, WaitingOn } from '#core/ticket/history.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { TicketType } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';

/** What things are called on screen, once, so that no two pages call one thing by two names. */
export const statusWord: Record<Status, string> = {
  new: 'New',
  open: 'Open',
  pending: 'Waiting for requester',
  onHold: 'On hold',
  resolved: 'Resolved',
  closed: 'Closed',
};

export const waitingWord: Record<WaitingOn, string> = { requester: 'the requester', vendor: 'a vendor' };

export const targetWord: Record<TargetKind, string> = {
  firstResponse: 'First reply',
  nextResponse: 'Next reply',
  update: 'Next update',
  resolution: 'Resolve',
  acknowledge: 'Take offer',
  tier: 'In this tier',
};

export const typeWord: Record<TicketType, string> = {
  incident: 'Incident',
  request: 'Request',
  problem: 'Problem',
  change: 'Change',
};

export const levelWord: Record<Level, string> = { 1: 'high', 2: 'medium', 3: 'low' };

export const handoffReasonWord: Record<HandoffReason, string> = {
  needsAccess: 'Needs access we lack',
  needsSkill: 'Needs skill',
  shareUsedUp: 'Share used up',
  widerThanOne: 'Wider than one site',
  vendorNeeded: 'Vendor needed',
  other: 'Another reason',
};

export const returnReasonWord: Record<ReturnReason, string> = {
  packetIncomplete: 'Packet incomplete',
  wrongTeam: 'Wrong team',
  atLimit: 'At our limit',
  notInTime: 'Not in time',
  other: 'Another reason',
};

/** Whom a minute is charged to. */
export function payerName(payer: Payer, reference: Reference): string {
  switch (payer.to) {
    case 'team':
      return reference.teams.get(payer.teamId)?.name ?? 'A team';
    case 'requester':
      return 'The requester';
    case 'vendor':
      return 'A vendor';
    case 'nobody':
      return 'Nobody on shift';
    case 'system':
      return 'System down';
    case 'none':
      return 'Nobody';
    default:
      return payer satisfies never;
  }
}
