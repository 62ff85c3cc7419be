import { Subject } from '#core/commands/subject.ts';
import type { CategoryId, Instant, OrganisationId, PersonId, ServiceId, TeamId } from '#core/ids.ts';
import type { Level, Priority, Status, WaitingOn } from '#core/ticket/history.ts';
import { priorityOf } from '#core/ticket/matrix.ts';
import type { TicketType } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { sha256 } from './identity.ts';
import { createLine } from './line.ts';
import type { Mapping } from './mapping.ts';
import type { LineProblem } from './problem.ts';
import type { Row } from './rows.ts';

/** A line that makes a ticket. */
export type Draft = {
  line: number;
  /** What makes it the same ticket when the file comes again: its own id, else its words. */
  identity: string;
  type: TicketType;
  subject: string;
  description: string | null;
  requester: { email: string; name: string } | null;
  organisationId: OrganisationId | null;
  serviceId: ServiceId | null;
  categoryId: CategoryId | null;
  teamId: TeamId | null;
  assigneeId: PersonId | null;
  impact: Level;
  urgency: Level;
  /** Where the file's priority isn't what the matrix makes of impact and urgency. */
  override: Priority | null;
  status: Status;
  waitingOn: WaitingOn | null;
  openedAt: Instant;
  resolvedAt: Instant | null;
  tags: string[];
  fields: Record<string, string>;
};

const LONGEST_TEXT = 60_000;
const LONGEST_EMAIL = 320;

const types: Record<string, TicketType> = {
  incident: 'incident',
  request: 'request',
  problem: 'problem',
  change: 'change',
};
const statuses: Record<string, Status> = {
  new: 'new',
  open: 'open',
  active: 'open',
  'in progress': 'open',
  pending: 'pending',
  'awaiting user info': 'pending',
  waiting: 'pending',
  'on hold': 'onHold',
  onhold: 'onHold',
  resolved: 'resolved',
  solved: 'resolved',
  done: 'resolved',
  closed: 'closed',
};
const levels: Record<string, Level> = { '1': 1, '2': 2, '3': 3, high: 1, medium: 2, low: 3 };
const priorities: Record<string, Priority> = {
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  p1: 1,
  p2: 2,
  p3: 3,
  p4: 4,
  critical: 1,
  urgent: 1,
  high: 2,
  moderate: 3,
  medium: 3,
  normal: 3,
  low: 4,
};

/** A line as a ticket, or everything that is wrong with it. */
export function draftOf(row: Row, mapping: Mapping, reference: Reference, now: Instant): Draft | LineProblem[] {
  const problems: LineProblem[] = [];
  const line = createLine(row, mapping, problems);
  const { data } = reference;

  const subject = line.read('subject');
  const checked = Subject.safeParse(subject);
  if (!checked.success) line.wrong('subject', checked.error.issues[0]?.message ?? 'The subject is not good.');
  const description = line.read('description') || null;
  if (description && description.length > LONGEST_TEXT) {
    line.wrong('description', 'The description is longer than 60,000 characters.');
  }
  const email = line.read('requesterEmail').toLowerCase();
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) line.wrong('requesterEmail', `"${email}" is no email address.`);
  else if (email.length > LONGEST_EMAIL) line.wrong('requesterEmail', 'An email address is at most 320 characters.');

  const given = line.word('priority', priorities, 'a priority: 1 to 4');
  const impact = line.word('impact', levels, 'an impact: 1 to 3, high, medium or low');
  const urgency = line.word('urgency', levels, 'an urgency: 1 to 3, high, medium or low');
  const cell = impact && urgency ? { impact, urgency } : cellFor(given ?? 3, impact, urgency, reference);

  const team = line.named(
    'team',
    data.teams.filter(({ active }) => active),
    'team',
  );
  const assignee = line.person('assignee', reference);
  if (assignee && team && !assignee.memberships.some(({ teamId }) => teamId === team.id)) {
    line.wrong('assignee', `${assignee.name} isn't in ${team.name}.`);
  }
  const openedAt = line.time('openedAt', now);
  const resolvedAt = line.time('resolvedAt', now);
  if (openedAt !== null && resolvedAt !== null && resolvedAt < openedAt) {
    line.wrong('resolvedAt', 'It was resolved before it was opened.');
  }
  const draft: Draft = {
    line: row.line,
    identity: line.read('externalId') || `words/${sha256(JSON.stringify([...row.cells]))}`,
    type: line.word('type', types, 'a type: incident, request, problem or change') ?? 'incident',
    subject,
    description,
    requester: email ? { email, name: line.read('requesterName') || email } : null,
    organisationId: line.named('organisation', data.organisations, 'organisation')?.id ?? null,
    serviceId: line.named('service', data.services, 'service')?.id ?? null,
    categoryId: line.named('category', data.categories, 'category')?.id ?? null,
    teamId: team?.id ?? null,
    assigneeId: assignee?.id ?? null,
    ...cell,
    override: given && priorityOf(reference.matrix, cell.impact, cell.urgency) !== given ? given : null,
    status: line.word('status', statuses, 'a status: new, open, pending, on hold, resolved or closed') ?? 'new',
    waitingOn: line.word('waitingOn', { requester: 'requester', vendor: 'vendor' }, 'requester or vendor'),
    openedAt: openedAt ?? now,
    resolvedAt,
    tags: line.tags(),
    fields: line.fields(),
  };
  return problems.length > 0 ? problems : draft;
}

/** An impact and an urgency that make this priority, as even as the matrix has it, keeping what the file says. */
function cellFor(priority: Priority, impact: Level | null, urgency: Level | null, reference: Reference) {
  const all = ([1, 2, 3] as const).flatMap((row) =>
    ([1, 2, 3] as const).map((column) => ({ impact: row, urgency: column })),
  );
  const even = (cell: { impact: Level; urgency: Level }) => Math.abs(cell.impact - cell.urgency);
  const open = all.filter((cell) => (!impact || cell.impact === impact) && (!urgency || cell.urgency === urgency));
  const fitting = open.filter((cell) => priorityOf(reference.matrix, cell.impact, cell.urgency) === priority);
  const [best] = (fitting.length > 0 ? fitting : open).sort((a, b) => even(a) - even(b));
  return best ?? { impact: 2 as Level, urgency: 2 as Level };
}
