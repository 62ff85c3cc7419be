import type { Channel } from '#core/ticket/message.ts';
import type { Account } from './account.ts';

const opened: Record<Channel, string> = {
  console: 'Opened in the console',
  phone: 'Opened by phone',
  email: 'Opened by email',
  portal: 'Opened by portal',
  api: 'Opened by another system',
  import: 'Imported',
};

/** What started a target's clock. */
export function startReason(account: Account): string {
  const { ticket, target, told, reference } = account;
  const at = target.startedAt;
  const holder = told.segments[0]?.holder;
  const team = holder ? (reference.teams.get(holder.teamId)?.name ?? 'A team') : 'A team';
  switch (target.kind) {
    case 'firstResponse':
    case 'resolution':
      return at === ticket.openedAt ? openingReason(account) : 'Reopened after it was closed';
    case 'nextResponse':
      return 'The requester wrote';
    case 'update':
      return ticket.history.some((point) => point.kind === 'publicMessage' && point.at === at)
        ? 'A public message went out'
        : 'Reopened';
    case 'acknowledge': {
      const offer = ticket.escalations.find(({ arrivedAt }) => arrivedAt === at);
      return `Offered to ${(offer && reference.teams.get(offer.to.teamId)?.name) ?? 'another team'}`;
    }
    case 'tier':
      if (at === ticket.openedAt) return openingReason(account);
      return isHandover(account) ? `Came to ${team}` : 'Reopened';
    default:
      return target.kind satisfies never;
  }
}

/** With the priority it had then. */
function openingReason({ ticket, target }: Account): string {
  const word = ticket.channel ? opened[ticket.channel] : 'Opened';
  const first = ticket.history.find((point) => point.kind === 'priority' && point.at <= target.startedAt);
  return first?.kind === 'priority' ? `${word}, P${first.priority}` : word;
}

function isHandover({ ticket, target }: Account): boolean {
  return ticket.history.some((point) => point.kind === 'holder' && point.at === target.startedAt);
}
