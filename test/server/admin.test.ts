import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, type FakeClock, HOUR } from '#test/support/server-clock.ts';
import {
  actor,
  ada,
  calendars,
  command,
  dele,
  fresh,
  ines,
  marta,
  openTicket,
  policy,
  policyId,
  ruben,
  seedWorkspace,
  teams,
  tiers,
} from '#test/support/workspace.ts';
import { useKey } from '../../server/db/keys.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { fingerprint } from '../../server/sessions/secrets.ts';
import { fieldOf, openSite, type Site } from './admin-site.ts';

describe.each(sizes)('administration, on %s', (size) => {
  let ground: Ground;
  let site: Site;
  let clock: FakeClock;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    site = await openSite({ database: await ground.fresh(), clock });
    await seedWorkspace(site.parts.changeReference);
  });
  afterEach(async () => {
    await site.close();
    await site.parts.database.close();
  });

  const revision = async () => (await site.parts.reference.current()).revision;
  const people = async () => (await site.parts.reference.current()).people;
  const ticketHeldBy = async (person: typeof ines) => {
    const id = fresh<TicketId>();
    await site.parts.handle(command(id, openTicket('No network', { mine: true }), clock.now()), actor(person));
    return id;
  };
  const newcomer = {
    name: 'Nele Faber',
    email: 'Nele.Faber@Tierline.example',
    zone: 'Europe/Berlin',
    memberships: [{ teamId: teams.desk, role: 'agent' }],
    skills: ['identity'],
    managerId: marta.id,
    deputyIds: [],
    workLimit: 6,
    administrator: false,
    auditor: false,
  };

  it('[ADM20] is for administrators only, every part of it', async () => {
    const asInes = await site.as(ines);
    const before = await revision();
    for (const answer of [
      await asInes.get('/people'),
      await asInes.post('/people', newcomer),
      await asInes.patch(`/people/${ines.id}`, { administrator: true }),
      await asInes.post(`/people/${dele.id}/deactivate`),
      await asInes.post(`/people/${dele.id}/reset`),
      await asInes.patch(`/teams/${teams.desk}`, { name: 'Mine' }),
      await asInes.post('/matrix', {
        cells: [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
      }),
      await asInes.get('/keys'),
      await asInes.post('/keys', { name: 'Mine', scopes: ['tickets.create'] }),
      await asInes.get('/audit'),
    ]) {
      expect(answer.status).toBe(403);
    }
    expect(await revision()).toBe(before);
  });

  it('[ADM21] an invitation makes the person and says its code once; the code sets the password', async () => {
    const asAda = await site.as(ada);
    const { status, body } = await asAda.post('/people', newcomer);
    expect(status).toBe(200);
    expect(body.link).toBe(`https://desk.example.com/#/code/${body.code}`);
    expect((await people()).get(body.personId)).toMatchObject({
      name: 'Nele Faber',
      email: 'nele.faber@tierline.example',
    });
    const listed = async () =>
      (await asAda.get('/people')).body.people.find(
        (one: { person: { id: string } }) => one.person.id === body.personId,
      );
    expect(await listed()).toMatchObject({ signIn: 'invited', codeUntil: body.until, sessions: 0 });
    const redeemed = await site.parts.accounts.redeem({
      code: body.code,
      name: null,
      email: null,
      password: 'ten letters long',
    });
    expect(redeemed).toMatchObject({ name: 'Nele Faber' });
    expect(await listed()).toMatchObject({ signIn: 'set', codeUntil: null });
  });

  it('[ADM22] bad input is refused by the name of its field, and changes nothing', async () => {
    const asAda = await site.as(ada);
    const before = await revision();
    expect(fieldOf(await asAda.post('/people', { ...newcomer, email: 'nobody' }))).toEqual([400, 'email']);
    expect(fieldOf(await asAda.post('/people', { ...newcomer, email: ines.email }))).toEqual([400, 'email']);
    expect(fieldOf(await asAda.post('/people', { ...newcomer, zone: 'Berlin' }))).toEqual([400, 'zone']);
    expect(fieldOf(await asAda.post('/people', { ...newcomer, workLimit: -1 }))).toEqual([400, 'workLimit']);
    expect(fieldOf(await asAda.patch(`/people/${ines.id}`, { workLimit: 2.5 }))).toEqual([400, 'workLimit']);
    expect((await asAda.patch(`/people/${ines.id}`, { wrokLimit: 2 })).status).toBe(400);
    expect(fieldOf(await asAda.patch('/people/nobody', { workLimit: 2 }))).toEqual([400, 'id']);
    expect(fieldOf(await asAda.patch(`/people/${policyId}`, { workLimit: 2 }))).toEqual([404, 'id']);
    expect(await revision()).toBe(before);
    expect((await asAda.get('/audit')).body.rows).toEqual([]);
  });

  it('[ADM23] deactivating ends sessions at once and puts open tickets back to the team', async () => {
    const asInes = await site.as(ines);
    const held = await ticketHeldBy(ines);
    const others = await ticketHeldBy(dele);
    const asAda = await site.as(ada);
    const { body } = await asAda.post(`/people/${ines.id}/deactivate`);
    expect(body).toEqual({ personId: ines.id, sessionsEnded: 1, ticketsPutBack: 1 });
    expect(await site.parts.sessions.find(asInes.token)).toBeNull();
    expect((await asInes.get('/people')).status).toBe(401);
    expect((await readTicket(site.parts.database, held))?.accountable).toEqual({ teamId: teams.desk, personId: null });
    expect((await readTicket(site.parts.database, others))?.accountable.personId).toBe(dele.id);
    expect((await people()).get(ines.id)?.active).toBe(false);
  });

  it('[ADM24] tickets left over by a stop halfway are put back when it is asked again', async () => {
    const held = await ticketHeldBy(ines);
    await site.parts.changeReference((edit) => edit.people([{ ...ines, active: false }]));
    const asAda = await site.as(ada);
    expect((await asAda.post(`/people/${ines.id}/deactivate`)).body).toMatchObject({ ticketsPutBack: 1 });
    expect((await readTicket(site.parts.database, held))?.accountable.personId).toBeNull();
    expect((await asAda.post(`/people/${ines.id}/deactivate`)).status).toBe(400);
  });

  it('[ADM24] what a stop halfway left is put back at the next start, and nothing else', async () => {
    const [left, kept] = [await ticketHeldBy(ines), await ticketHeldBy(dele)];
    const memberships = [{ teamId: teams.network, role: 'agent' as const }];
    await site.parts.changeReference((edit) => edit.people([{ ...ines, memberships }]));
    expect(await site.parts.putBack.all()).toBe(1);
    expect((await readTicket(site.parts.database, left))?.accountable).toEqual({ teamId: teams.desk, personId: null });
    expect((await readTicket(site.parts.database, kept))?.accountable.personId).toBe(dele.id);
    expect(await site.parts.putBack.all()).toBe(0);
  });

  it('[ADM25] nobody deactivates themselves, and the last administrator stays one', async () => {
    const asAda = await site.as(ada);
    expect(fieldOf(await asAda.post(`/people/${ada.id}/deactivate`))).toEqual([400, 'id']);
    expect(fieldOf(await asAda.patch(`/people/${ada.id}`, { administrator: false }))).toEqual([400, 'administrator']);
    expect((await asAda.patch(`/people/${marta.id}`, { administrator: true })).status).toBe(200);
    const asMarta = await site.as(marta);
    const [one, other] = await Promise.all([
      asAda.patch(`/people/${marta.id}`, { administrator: false }),
      asMarta.patch(`/people/${ada.id}`, { administrator: false }),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 403]);
    expect([...(await people()).values()].filter((person) => person.administrator)).toHaveLength(1);
  });

  it('[ADM26] a reset gives a new code and ends the one before', async () => {
    const asAda = await site.as(ada);
    const first = (await asAda.post(`/people/${ines.id}/reset`)).body.code;
    const second = (await asAda.post(`/people/${ines.id}/reset`)).body.code;
    const redeem = (code: string) =>
      site.parts.accounts.redeem({ code, name: null, email: null, password: 'ten letters long' });
    expect(await redeem(first)).toMatchObject({ field: 'code' });
    expect(await redeem(second)).toMatchObject({ id: ines.id });
  });

  it('[ADM26] a reset ends the password: only the new code opens the account', async () => {
    const { accounts } = site.parts;
    await accounts.setPasswords(site.parts.database, [ines.id], 'known to somebody else');
    expect(await accounts.check(ines.email, 'known to somebody else')).toMatchObject({ id: ines.id });
    const { code } = (await (await site.as(ada)).post(`/people/${ines.id}/reset`)).body;
    expect(await accounts.check(ines.email, 'known to somebody else')).toBeNull();
    await accounts.redeem({ code, name: null, email: null, password: 'ten letters long' });
    expect(await accounts.check(ines.email, 'ten letters long')).toMatchObject({ id: ines.id });
  });

  it('[ADM26] a reset signs out everywhere at once, but for the page on which somebody resets their own', async () => {
    const { sessions } = site.parts;
    const [asAda, elsewhere, asInes] = [await site.as(ada), await site.as(ada), await site.as(ines)];
    const before = await revision();
    expect((await asAda.post(`/people/${ines.id}/reset`)).status).toBe(200);
    expect(await sessions.find(asInes.token)).toBeNull();
    expect(await revision(), 'sockets are looked through where it grows').toBeGreaterThan(before);
    expect((await asAda.post(`/people/${ada.id}/reset`)).body.code).toBeTruthy();
    expect(await sessions.find(elsewhere.token)).toBeNull();
    expect((await asAda.get('/people')).status).toBe(200);
  });

  it('[ADM27] somebody brought back signs in with a new code', async () => {
    const asAda = await site.as(ada);
    await asAda.post(`/people/${ines.id}/deactivate`);
    expect((await asAda.post(`/people/${ines.id}/reset`)).status).toBe(400);
    const { body } = await asAda.post(`/people/${ines.id}/activate`);
    expect(body.code).toMatch(/^[a-z0-9]{5}(-[a-z0-9]{5}){3}$/);
    expect((await people()).get(ines.id)?.active).toBe(true);
  });

  it('[ADM28] there is one intake: the team that takes it takes it from the other', async () => {
    const asAda = await site.as(ada);
    expect(fieldOf(await asAda.patch(`/teams/${teams.desk}`, { intake: false }))).toEqual([400, 'intake']);
    expect((await asAda.patch(`/teams/${teams.network}`, { intake: true })).status).toBe(200);
    const { data } = await site.parts.reference.current();
    expect(data.teams.filter((team) => team.intake).map((team) => team.id)).toEqual([teams.network]);
  });

  it('[ADM29] a team with open tickets is not closed, and tiers do not run in a ring', async () => {
    await ticketHeldBy(ines);
    const asAda = await site.as(ada);
    await asAda.patch(`/teams/${teams.network}`, { intake: true });
    expect(fieldOf(await asAda.patch(`/teams/${teams.desk}`, { active: false }))).toEqual([400, 'active']);
    expect((await asAda.patch(`/teams/${teams.platform}`, { active: false })).status).toBe(200);
    const ring = { nextTierId: tiers.desk };
    expect(fieldOf(await asAda.patch(`/tiers/${tiers.specialists}`, ring))).toEqual([400, 'nextTierId']);
    expect((await asAda.patch(`/tiers/${tiers.specialists}`, { acceptWithin: 600 })).body.acceptWithin).toBe(600);
  });

  it('[ADM30] publishing a policy makes the next version, keeps the old one and judges open tickets anew', async () => {
    const id = await ticketHeldBy(ines);
    const before = await readTicket(site.parts.database, id);
    const asAda = await site.as(ada);
    const { status, body } = await asAda.post('/policies', policy(2));
    expect(status).toBe(200);
    expect(body).toEqual({ id: policyId, version: 2, open: 1, judgedAnew: 1 });
    const { data } = await site.parts.reference.current();
    expect(data.policies.map((one) => [one.version, one.by])).toEqual([
      [1, null],
      [2, ada.id],
    ]);
    const after = await readTicket(site.parts.database, id);
    expect(after?.targets[0]).toMatchObject({ policyVersion: 2, dueAt: (before?.targets[0]?.dueAt ?? 0) + HOUR });
    const { rows } = (await asAda.get('/audit')).body;
    expect(rows[0]).toMatchObject({ act: 'policy.publish', name: 'Standard, version 2' });
    expect(rows[0].before['targets.0.amounts.1']).toBe(900);
    expect(rows[0].after['targets.0.amounts.1']).toBe(1_800);
    expect(Object.keys(rows[0].after).every((path) => /^targets\.\d\.amounts\.\d$/.test(path))).toBe(true);
    const wrong = { ...policy(1), targets: [{ ...policy(1).targets[0], calendarId: policyId }] };
    expect(fieldOf(await asAda.post('/policies', wrong))).toEqual([400, 'targets.0.calendarId']);
  });

  it('[ADM31] a calendar that no clock could follow is refused by name; a good one is compiled and followed', async () => {
    const asAda = await site.as(ada);
    const week: [string, string][][] = [1, 2, 3, 4, 5, 6, 7].map(() => [['22:00', '06:00']]);
    const night = { id: calendars.berlin, name: 'Nights', zone: 'Europe/Berlin', week, holidays: [], exceptions: [] };
    const never = { ...night, week: week.map(() => []) };
    expect(fieldOf(await asAda.post('/calendars', never))).toEqual([400, 'week']);
    expect(fieldOf(await asAda.post('/calendars', { ...night, zone: 'Mars/Olympus' }))).toEqual([400, 'zone']);
    const overlapping = { ...night, week: week.map((day) => [...day, ['05:00', '07:00']]) };
    expect((await asAda.post('/calendars', overlapping)).body.field).toMatch(/^week\.\d\.\d$/);
    expect(
      fieldOf(await asAda.post('/calendars', { ...night, holidays: [{ date: '1 May', name: '', yearly: true }] })),
    ).toEqual([400, 'holidays.0.date']);
    await ticketHeldBy(ines);
    expect((await asAda.post('/calendars', night)).body).toMatchObject({
      id: calendars.berlin,
      version: 2,
      judgedAnew: 1,
    });
    const calendar = (await site.parts.reference.current()).calendar(calendars.berlin);
    expect(calendar?.transitions.length).toBeGreaterThan(20);
  });

  it('[ADM32] the matrix is published whole, as a version', async () => {
    const asAda = await site.as(ada);
    const cells = [
      [1, 1, 2],
      [2, 3, 3],
      [3, 4, 4],
    ];
    expect((await asAda.post('/matrix', { cells })).body).toMatchObject({ version: 2 });
    expect((await site.parts.reference.current()).matrix).toMatchObject({ version: 2, by: ada.id, cells });
    expect(
      (
        await asAda.post('/matrix', {
          cells: [
            [1, 1],
            [2, 3, 3],
            [3, 4, 4],
          ],
        })
      ).body.field,
    ).toBe('cells.0');
    expect(
      (
        await asAda.post('/matrix', {
          cells: [
            [1, 1, 5],
            [2, 3, 3],
            [3, 4, 4],
          ],
        })
      ).body.field,
    ).toBe('cells.0.2');
  });

  it('[ADM33] a key is said once, lies here as a hash, works until revoked and notes its use', async () => {
    const asAda = await site.as(ada);
    const { body } = await asAda.post('/keys', { name: 'Monitoring', scopes: ['tickets.create'] });
    expect(body.secret).toMatch(/^tlk_[\w-]{43}$/);
    const listed = await asAda.get('/keys');
    expect(listed.body.keys).toEqual([body.key]);
    expect(JSON.stringify(listed.body)).not.toContain(body.secret);
    const hash = fingerprint(body.secret);
    expect(await useKey(site.parts.database, hash, clock.now())).toEqual({
      id: body.key.id,
      name: 'Monitoring',
      scopes: ['tickets.create'],
    });
    expect((await asAda.get('/keys')).body.keys[0].lastUsedAt).toBe(clock.now());
    expect((await asAda.delete(`/keys/${body.key.id}`)).status).toBe(204);
    expect(await useKey(site.parts.database, hash, clock.now())).toBeNull();
    expect((await asAda.delete(`/keys/${body.key.id}`)).status).toBe(404);
    expect(fieldOf(await asAda.post('/keys', { name: '', scopes: ['tickets.create'] }))).toEqual([400, 'name']);
    expect(fieldOf(await asAda.post('/keys', { name: 'x', scopes: ['everything'] }))).toEqual([400, 'scopes.0']);
  });

  it('[ADM34] every act is written down: who, when, what, before and after, never a secret', async () => {
    const asAda = await site.as(ada);
    const invited = (await asAda.post('/people', newcomer)).body;
    clock.advance(HOUR);
    await asAda.patch(`/people/${ruben.id}`, { workLimit: 9, skills: ['network'] });
    const key = (await asAda.post('/keys', { name: 'Monitoring', scopes: ['tickets.create'] })).body;
    const { rows } = (await asAda.get('/audit')).body;
    expect(rows.map((row: { act: string }) => row.act)).toEqual(['key.create', 'person.edit', 'person.invite']);
    expect(rows[1]).toMatchObject({
      at: clock.now(),
      by: ada.id,
      about: ruben.id,
      name: 'Ruben Halle',
      before: { workLimit: 0, skills: [] },
      after: { workLimit: 9, skills: ['network'] },
    });
    const text = JSON.stringify(rows);
    expect(text).not.toContain(invited.code);
    expect(text).not.toContain(key.secret);
  });

  it('[ADM35] every change of people, teams or documents raises the revision by one', async () => {
    const asAda = await site.as(ada);
    const before = await revision();
    await asAda.patch(`/teams/${teams.network}`, { skills: ['network', 'radio'] });
    await asAda.patch(`/people/${ines.id}`, { workLimit: 7 });
    await asAda.post('/keys', { name: 'Monitoring', scopes: ['tickets.create'] });
    expect(await revision()).toBe(before + 2);
  });
});
