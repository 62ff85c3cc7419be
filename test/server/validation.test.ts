import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Command } from '#core/commands/command.ts';
import type { TicketId } from '#core/ids.ts';
import { SignIn } from '#core/sync/protocol.ts';
import { command, fresh, openTicket } from '#test/support/workspace.ts';
import { ApiTicket } from '../../server/http/tickets-api.ts';
import { checked, malformed } from '../../server/http/validation.ts';

describe('what is wrong with a request', () => {
  const said = (schema: z.ZodType, data: unknown, under?: string) => {
    const parsed = checked(schema, data);
    if (parsed.success) throw new Error('nothing is wrong with it');
    const { statusCode, problem } = malformed(parsed.error, under);
    expect(statusCode).toBe(400);
    return [problem.field, problem.says];
  };
  const ticket = (more: object) => said(ApiTicket, { subject: 'Wireless drops', ...more });

  it.each([
    ['subject', said(ApiTicket, {}), 'subject is missing.'],
    ['subject', ticket({ subject: '' }), 'In "subject": A ticket needs a subject.'],
    ['subject', ticket({ subject: 7 }), 'subject must be a text.'],
    ['impact', ticket({ impact: 4 }), 'impact must be 1, 2 or 3.'],
    ['urgency', ticket({ urgency: 'high' }), 'urgency must be 1, 2 or 3.'],
    ['type', ticket({ type: 'outage' }), 'type must be "incident", "request", "problem" or "change".'],
    ['tags', ticket({ tags: 'vpn' }), 'tags must be a list.'],
    ['tags', ticket({ tags: Array(31).fill('vpn') }), 'tags must have at most 30 entries.'],
    ['impackt', ticket({ impackt: 1 }), 'There is no field "impackt". Is it spelt right?'],
    [
      'requester.emial',
      ticket({ requester: { email: 'a@b.example', emial: '' } }),
      'There is no field "requester.emial". Is it spelt right?',
    ],
    ['requester.email', ticket({ requester: { email: 'nobody' } }), 'In "requester.email": That is no email address.'],
    ['requester.name', ticket({ requester: { email: 'a@b.example', name: ' ' } }), 'requester.name must not be empty.'],
    ['fields.room', ticket({ fields: { room: 12 } }), 'fields.room must be a text.'],
    [null, said(ApiTicket, [1]), 'What was sent must be an object.'],
  ])('in "%s" is said in plain words, by name', (field, answer, says) => {
    expect(answer).toEqual([field, says]);
  });

  it('is found inside kinds of things as well', () => {
    const broken = command(
      fresh<TicketId>(),
      { ...openTicket('A'), body: { ...openTicket('A').body, impact: 9 as never } },
      0,
    );
    expect(said(Command, broken, 'commands.3')).toEqual([
      'commands.3.body.impact',
      'commands.3.body.impact must be 1, 2 or 3.',
    ]);
    const { made: _, ...without } = command(fresh<TicketId>(), openTicket('A'), 0);
    expect(said(Command, without, 'commands.0')).toEqual(['commands.0.made', 'commands.0.made is missing.']);
    expect(said(SignIn, { how: 'luck' })).toEqual(['how', 'how is missing, or not known here.']);
  });

  it('is said of numbers, ids and choices too', () => {
    const shape = z.object({ id: z.uuid(), n: z.int().min(1).max(9), on: z.boolean(), one: z.literal('a') });
    const good = { id: fresh(), n: 1, on: true, one: 'a' };
    expect(said(shape, { ...good, n: 10 })).toEqual(['n', 'n must be at most 9.']);
    expect(said(shape, { ...good, n: 0 })).toEqual(['n', 'n must be at least 1.']);
    expect(said(shape, { ...good, n: 1.5 })).toEqual(['n', 'n must be a whole number.']);
    expect(said(shape, { ...good, on: 'yes' })).toEqual(['on', 'on must be true or false.']);
    expect(said(shape, { ...good, one: 'b' })).toEqual(['one', 'one must be "a".']);
    expect(said(shape, { ...good, id: 'x' })[1]).toMatch(/^id must be an id, as in /);
  });
});
