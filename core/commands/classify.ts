import { z } from 'zod';
import { can } from '../access.ts';
import { CategoryId, OrganisationId, RequesterId, ServiceId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import type { Case, Outcome } from './decision.ts';
import { unknownIn } from './known.ts';
import { Subject } from './subject.ts';

/** A ticket has no more. */
export const MOST_TAGS = 30;

/** One word for one thing, however a keyboard puts it together: composed, in small letters. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .normalize('NFC')
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,39}$/u, 'A tag is up to 40 letters, digits, spaces, dots or dashes.');

export const categorise = z.object({
  type: z.literal('categorise'),
  body: z.object({ categoryId: CategoryId.nullable(), serviceId: ServiceId.nullable() }),
});
export const tag = z.object({
  type: z.literal('tag'),
  body: z.object({ add: z.array(Tag).max(MOST_TAGS), remove: z.array(z.string()).max(MOST_TAGS) }),
});
export const rename = z.object({
  type: z.literal('rename'),
  body: z.object({ subject: Subject }),
});
export const changeRequester = z.object({
  type: z.literal('changeRequester'),
  body: z.object({ requesterId: RequesterId.nullable(), organisationId: OrganisationId.nullable() }),
});

export function decideCategorise(c: Case<z.infer<typeof categorise>['body']>): Outcome {
  return described(c, unknownIn(c.body, c.given.reference) ?? { facts: [{ type: 'categorised', body: c.body }] });
}

export function decideTag(c: Case<z.infer<typeof tag>['body']>): Outcome {
  const added = c.body.add.filter((word, index, all) => all.indexOf(word) === index && !c.ticket.tags.includes(word));
  const removed = c.body.remove.filter((word) => c.ticket.tags.includes(word) && !c.body.add.includes(word));
  if (added.length + removed.length === 0) return refuse('nothingToDo', 'The tags are like that already.');
  if (c.ticket.tags.length - removed.length + added.length > MOST_TAGS)
    return refuse('invalid', `A ticket has ${MOST_TAGS} tags at most. Take one off first.`);
  return described(c, { facts: [{ type: 'tagged', body: { added, removed } }] });
}

export function decideRename(c: Case<z.infer<typeof rename>['body']>): Outcome {
  if (c.body.subject === c.ticket.subject) return refuse('nothingToDo', 'That is its subject already.');
  return described(c, { facts: [{ type: 'subjectChanged', body: { from: c.ticket.subject, to: c.body.subject } }] });
}

export function decideRequester(c: Case<z.infer<typeof changeRequester>['body']>): Outcome {
  return described(c, unknownIn(c.body, c.given.reference) ?? { facts: [{ type: 'requesterChanged', body: c.body }] });
}

function described(c: Case<unknown>, outcome: Outcome): Outcome {
  if (can(c.by, 'ticket.work', { ticket: c.ticket })) return outcome;
  return refuse('notAllowed', 'Only the team that holds this ticket describes it.');
}
