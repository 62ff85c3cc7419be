import type { Instant, PersonId, TeamId, TicketId } from '../ids.ts';
import type { Urgency } from '../sla/urgency.ts';
import type { Prepared } from './prepare.ts';

/** A handoff that nobody has taken: still offered, or lapsed and nothing done since. */
export type OfferLine = {
  ticketId: TicketId;
  number: number | null;
  subject: string;
  state: 'offered' | 'lapsed';
  holderTeamId: TeamId;
  holderTeam: string;
  holderId: PersonId | null;
  /** Null for a lapsed one: the row doesn't carry it, the ticket does. */
  toTeamId: TeamId | null;
  toPersonId: PersonId | null;
  lapsesAt: Instant | null;
  urgency: Urgency;
};

/** What concerns these teams on either side: lapsed first, then what lapses next. */
export function offersOf({ offered, reference }: Prepared, now: Instant): OfferLine[] {
  const lines: OfferLine[] = [];
  for (const ticket of offered) {
    const { offer, teamId, personId } = ticket;
    const late = !offer || offer.lapsesAt <= now;
    lines.push({
      ticketId: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      state: late ? 'lapsed' : 'offered',
      holderTeamId: teamId,
      holderTeam: reference.teams.get(teamId)?.name ?? '',
      holderId: personId,
      toTeamId: offer?.toTeamId ?? null,
      toPersonId: offer?.toPersonId ?? null,
      lapsesAt: offer?.lapsesAt ?? null,
      urgency: late || !offer ? 'breached' : offerUrgency(offer.lapsesAt - now, lifeOf(offer.toTeamId)),
    });
  }
  return lines.sort(
    (a, b) =>
      Number(b.state === 'lapsed') - Number(a.state === 'lapsed') ||
      (a.lapsesAt ?? 0) - (b.lapsesAt ?? 0) ||
      a.ticketId.localeCompare(b.ticketId, 'en'),
  );

  function lifeOf(teamId: TeamId): number {
    const team = reference.teams.get(teamId);
    return ((team && reference.tiers.get(team.tierId)?.acceptWithin) ?? 0) * 1000;
  }
}

/** An offer's thresholds are shares of its own short life: near in its last half, nearer in its last quarter. */
export function offerUrgency(left: number, life: number): Urgency {
  if (left <= 0) return 'breached';
  if (left < life / 4) return 'nearer';
  return left < life / 2 ? 'near' : 'fine';
}
