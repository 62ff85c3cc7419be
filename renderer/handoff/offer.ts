import { z } from 'zod';
import type { IntentOf } from '#core/commands/command.ts';
import { scorePacket } from '#core/commands/packet.ts';
import { type EscalationId, PersonId, TeamId } from '#core/ids.ts';
import { HandoffReason, Packet } from '#core/ticket/escalation.ts';
import type { Candidate } from './candidates.ts';

/** An offer as far as it has got, and as the device keeps it until it is sent. */
export const OfferDraft = z.object({
  teamId: TeamId.nullable(),
  personId: PersonId.nullable(),
  reason: HandoffReason.nullable(),
  reasonNote: z.string(),
  packet: Packet,
  /** Why a team without the category's skill is asked all the same. */
  skillOverride: z.string(),
});
export type OfferDraft = z.infer<typeof OfferDraft>;

/** A kept draft, or null where it is none (any more). */
export function parseDraft(body: string): OfferDraft | null {
  try {
    return OfferDraft.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** What stands between the draft and an offer, in words; empty when it can go. */
export function lackingIn(draft: OfferDraft, candidate: Candidate | null): string[] {
  if (!candidate) return ['Choose a team.'];
  const lacking: string[] = [];
  if (draft.reason === null) lacking.push('Choose a reason.');
  if (candidate.lacking && draft.skillOverride.trim() === '') {
    lacking.push(`Say why ${candidate.team.name}, which doesn’t hold “${candidate.lacking}”.`);
  }
  const { score, missing } = scorePacket(draft.packet);
  if (score < candidate.tier.packetBar) {
    const names = missing.map(({ name }) => name);
    lacking.push(
      `The packet has ${score} of the ${candidate.tier.packetBar} points asked for: add ${names.join(', ')}.`,
    );
  }
  return lacking;
}

/** The command, once nothing is lacking; null before. */
export function offerIntent(
  draft: OfferDraft,
  candidate: Candidate | null,
  escalationId: EscalationId,
): IntentOf<'offerHandoff'> | null {
  if (!candidate || draft.reason === null || lackingIn(draft, candidate).length > 0) return null;
  const member = candidate.people.some((person) => person.id === draft.personId);
  return {
    type: 'offerHandoff',
    body: {
      escalationId,
      teamId: candidate.team.id,
      personId: member ? draft.personId : null,
      reason: draft.reason,
      reasonNote: draft.reasonNote,
      packet: draft.packet,
      skillOverride: candidate.lacking ? draft.skillOverride.trim() : null,
    },
  };
}
