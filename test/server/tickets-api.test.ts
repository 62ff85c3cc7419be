import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyScope } from '#core/admin/keys.ts';
import type { RequesterId, TicketId } from '#core/ids.ts';
import type { Problem, TicketRow } from '#core/sync/protocol.ts';
import { json, startTestServer, type TestServer } from '#test/support/server.ts';
import { createClock, MINUTE } from '#test/support/server-clock.ts';
import { actor, ada, command, ines, teams } from '#test/support/workspace.ts';
import { insertKey, revokeKey } from '../../server/db/keys.ts';
import { runImport } from '../../server/import/run.ts';
import { fingerprint } from '../../server/sessions/secrets.ts';

type Made = { id: TicketId; number: number; url: string };

describe('tickets from other systems', () => {
  const clock = createClock();
  let server: TestServer;
  let count = 0;

  beforeAll(async () => {
    server = await startTestServer(clock);
    await makeKey('tlk_monitoring-0123456789', ['tickets.create']);
  });
  afterAll(() => server.stop());

  async function makeKey(secret: string, scopes: KeyScope[]): Promise<string> {
    count += 1;
    const id = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    const known = { prefix: secret.slice(0, 8), by: ada.id, madeAt: clock.now(), lastUsedAt: null, revokedAt: null };
    await insertKey(server.parts.database, fingerprint(secret), { id, name: `Key ${count}`, scopes, ...known });
    return id;
  }
  const fresh = () => {
    count += 1;
    return `request ${count}`;
  };
  const post = (path: string, body: unknown, key: string | null = fresh(), secret = 'tlk_monitoring-0123456789') =>
    server.ask(path, json(body, { authorization: `Bearer ${secret}`, ...(key ? { 'idempotency-key': key } : {}) }));
  const make = async (body: object, key = fresh()) => {
    const answer = await post('/api/tickets', body, key);
    expect(answer.status).toBe(201);
    return (await answer.json()) as Made;
  };
  const seen = async (id: string) => {
    const console = await server.signIn(ines);
    return (await (await console.ask(`/api/tickets/${id}`)).json()) as TicketRow;
  };
  const problem = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as Problem) });

  it('are made by a subject alone, and land at intake', async () => {
    const made = await make({ subject: 'Disk 91 % full on app-07' });
    expect(made.url).toBe(`${server.url}/#/ticket/${made.id}`);
    const { ticket, events } = await seen(made.id);
    expect(ticket).toMatchObject({
      number: made.number,
      priority: 3,
      accountable: { teamId: teams.desk, personId: null },
    });
    expect(events[0]?.origin.kind).toBe('api');
  });

  it('carry text, requester, names and tags; who writes for the first time becomes a requester', async () => {
    const made = await make({
      subject: 'VPN down',
      description: 'Since ten.',
      requester: { email: 'Nadia@Fell.example', name: 'Nadia Fell' },
      impact: 1,
      urgency: 2,
      team: 'network l2',
      tags: ['VPN'],
      type: 'incident',
      externalId: 'MON-7',
      fields: { site: 'north' },
    });
    const { data } = await server.parts.reference.current();
    const nadia = data.requesters.filter(({ email }) => email === 'nadia@fell.example');
    expect(nadia).toHaveLength(1);
    const [row] = await server.parts.database.query<{ body: object }>('select body from tickets where id = $1', [
      made.id,
    ]);
    expect(row?.body).toMatchObject({
      priority: 2,
      requesterId: nadia[0]?.id,
      accountable: { teamId: teams.network },
      tags: ['vpn'],
      fields: { site: 'north', 'external id': 'MON-7' },
    });
    await make({ subject: 'VPN down again', requester: { email: 'nadia@fell.example' } });
    expect((await server.parts.reference.current()).data.requesters).toHaveLength(data.requesters.length);
  });

  it('leave a requester who is known as they are', async () => {
    const id = '00000000-0000-7000-8000-0000000000aa' as RequesterId;
    const greta = {
      id,
      name: 'Greta Olsen',
      email: 'Greta@fell.example',
      phone: '+44 1632 960001',
      organisationId: null,
    };
    await server.parts.changeReference((edit) => edit.save('requester', [greta]));
    const made = await make({ subject: 'Known', requester: { email: 'greta@FELL.example', name: 'G.' } });
    expect((await seen(made.id)).ticket.requesterId).toBe(id);
    expect((await server.parts.reference.current()).requesters.get(id)).toEqual(greta);
  });

  it('are made once for a key: the same body again gives the same answer', async () => {
    const key = fresh();
    const body = { subject: 'Once', requester: { email: 'once@fell.example' } };
    const [first, second] = await Promise.all([make(body, key), make(body, key)]);
    expect(second).toEqual(first);
    clock.advance(MINUTE);
    expect(await make(body, key)).toEqual(first);
    const rows = await server.parts.database.query(`select 1 from tickets where body ->> 'subject' = 'Once'`);
    expect(rows).toHaveLength(1);
  });

  it('with a known key and another body are a 422, and nothing is made', async () => {
    const key = fresh();
    await make({ subject: 'First' }, key);
    const answer = await post('/api/tickets', { subject: 'Second', requester: { email: 'second@fell.example' } }, key);
    expect(await problem(answer)).toMatchObject({ status: 422, problem: 'keyUsed', field: 'idempotency-key' });
    expect(
      (await server.parts.reference.current()).data.requesters.some(({ email }) => email.startsWith('second')),
    ).toBe(false);
  });

  it('that were refused are refused again in the same words; only another body is told that the key is used', async () => {
    const key = fresh();
    const before = (await server.parts.reference.current()).data.teams;
    await server.parts.changeReference((edit) =>
      edit.save(
        'team',
        before.map((team) => ({ ...team, active: false })),
      ),
    );
    const first = await problem(await post('/api/tickets', { subject: 'Nowhere to go' }, key));
    expect(first).toMatchObject({ status: 422, problem: 'wrongTeam' });
    expect(await problem(await post('/api/tickets', { subject: 'Nowhere to go' }, key))).toEqual(first);
    const other = await problem(await post('/api/tickets', { subject: 'Something else' }, key));
    expect(other).toMatchObject({ status: 422, problem: 'keyUsed' });
    await server.parts.changeReference((edit) => edit.save('team', before));
  });

  it('of two API keys may have the same idempotency key', async () => {
    await makeKey('tlk_another-0123456789', ['tickets.create']);
    const key = fresh();
    const one = await make({ subject: 'Same' }, key);
    const other = await post('/api/tickets', { subject: 'Other' }, key, 'tlk_another-0123456789');
    expect(other.status).toBe(201);
    expect(((await other.json()) as Made).id).not.toBe(one.id);
  });

  it.each([
    ['no subject', {}, 'subject'],
    ['an empty subject', { subject: ' ' }, 'subject'],
    ['an address that is none', { subject: 'A', requester: { email: 'nadia' } }, 'requester.email'],
    ['an impact out of range', { subject: 'A', impact: 4 }, 'impact'],
    ['a tag that is none', { subject: 'A', tags: ['ok', '#!'] }, 'tags.1'],
    ['a team that is not there', { subject: 'A', team: 'Netz' }, 'team'],
    ['a category that is not there', { subject: 'A', category: 'Weather' }, 'category'],
    ['a service that is not there', { subject: 'A', service: 'Weather' }, 'service'],
  ])('with %s are a 400 that names the field', async (_, body, field) => {
    expect(await problem(await post('/api/tickets', body))).toMatchObject({ status: 400, field });
  });

  it('with a field that is unknown, or a body that is no JSON, are a 400 that says so', async () => {
    const typo = await problem(await post('/api/tickets', { subject: 'A', urgncy: 1 }));
    expect(typo).toMatchObject({ status: 400 });
    expect(typo.says).toContain('urgncy');
    const init = json({}, { authorization: 'Bearer tlk_monitoring-0123456789', 'idempotency-key': fresh() });
    const broken = await problem(await server.ask('/api/tickets', { ...init, body: '{"subject": ' }));
    expect(broken).toMatchObject({ status: 400, problem: 'malformedJson' });
  });

  it('without an idempotency key are a 400 that names the header', async () => {
    expect(await problem(await post('/api/tickets', { subject: 'A' }, null))).toMatchObject({
      status: 400,
      field: 'idempotency-key',
    });
  });

  it('without a key, with a wrong, a revoked or an unfit one are turned away before their body is read', async () => {
    const id = await makeKey('tlk_revoked-0123456789', ['tickets.create']);
    await revokeKey(server.parts.database, id, clock.now());
    await makeKey('tlk_reading-0123456789', ['tickets.read']);
    const status = async (secret: string) => (await post('/api/tickets', { subject: '' }, fresh(), secret)).status;
    expect(await status('')).toBe(401);
    expect(await status('tlk_guessed-0123456789')).toBe(401);
    expect(await status('tlk_revoked-0123456789')).toBe(401);
    expect(await status('tlk_reading-0123456789')).toBe(403);
    const console = await server.signIn(ines);
    expect(await status(console.token)).toBe(401);
  });

  describe('messages', () => {
    it("are the requester's words, and end the waiting for them", async () => {
      const made = await make({ subject: 'Waiting', requester: { email: 'w@fell.example' } });
      const pending = { type: 'setStatus' as const, body: { to: 'pending' as const, waitingOn: null, note: null } };
      await server.parts.handle(command(made.id, pending, clock.now()), actor(ines));
      expect((await seen(made.id)).ticket.status).toBe('pending');
      const answer = await post(`/api/tickets/${made.id}/messages`, { text: 'Here is the log.' });
      expect(answer.status).toBe(201);
      const { ticket, messages } = await seen(made.id);
      expect(messages.map(({ body, author }) => [body, author.kind])).toEqual([['Here is the log.', 'requester']]);
      expect(ticket).toMatchObject({ status: 'open', lastPublic: { from: 'requester' } });
    });

    it('are written once for a key, and a 422 with another text', async () => {
      const made = await make({ subject: 'Once' });
      const key = fresh();
      const first = await post(`/api/tickets/${made.id}/messages`, { text: 'Hello.' }, key);
      const again = await post(`/api/tickets/${made.id}/messages`, { text: 'Hello.' }, key);
      expect(await again.json()).toEqual(await first.json());
      const other = await post(`/api/tickets/${made.id}/messages`, { text: 'Bye.' }, key);
      expect(await problem(other)).toMatchObject({ status: 422, problem: 'keyUsed' });
      expect((await seen(made.id)).messages).toHaveLength(1);
    });

    it('for a ticket that is not there are a 404, without words a 400', async () => {
      const nowhere = '00000000-0000-7000-8000-0000000000ff';
      expect(await problem(await post(`/api/tickets/${nowhere}/messages`, { text: 'A' }))).toMatchObject({
        status: 404,
      });
      expect(await problem(await post('/api/tickets/48100/messages', { text: 'A' }))).toMatchObject({
        status: 400,
        field: 'id',
      });
      const made = await make({ subject: 'Words' });
      expect(await problem(await post(`/api/tickets/${made.id}/messages`, { text: ' ' }))).toMatchObject({
        status: 400,
        field: 'text',
      });
    });
  });

  it('come as a whole CSV through the running server, and `npm run import` sends it there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tierline-csv-'));
    const csv = join(folder, 'a.csv');
    const said: string[] = [];
    const env = { TIERLINE_URL: server.url, TIERLINE_KEY: 'tlk_monitoring-0123456789' };
    const run = () => runImport([csv, '--source', 'running'], env, (line) => said.push(line));
    await writeFile(csv, 'id,subject,team\n1,From a file,Network L2\n2,Nowhere,Nowhere\n');
    expect(await run()).toBe(1);
    expect(said.at(-1)).toBe('2 lines: 1 brought in, 0 there already, 1 refused.');
    expect(await run()).toBe(1);
    expect(said.at(-1)).toBe('2 lines: 0 brought in, 1 there already, 1 refused.');

    await writeFile(csv, '');
    expect(await run()).toBe(2);
    expect(said.at(-1)).toContain('The file is empty.');
    expect(await runImport([csv], { ...env, TIERLINE_KEY: 'tlk_wrong-0123456789' }, (line) => said.push(line))).toBe(2);
    expect(said.at(-1)).toContain('(401)');
    await rm(folder, { recursive: true });
  });
});
