import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrganisationId, TicketId } from '#core/ids.ts';
import { ReferenceData } from '#core/workspace/reference.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, DAY, type FakeClock, HOUR, MINUTE } from '#test/support/server-clock.ts';
import {
  actor,
  ada,
  calendars,
  command,
  fresh,
  ines,
  openTicket,
  policy,
  policyId,
  seedWorkspace,
  teams,
  tiers,
} from '#test/support/workspace.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { fieldOf, openSite, type Site } from './admin-site.ts';

describe.each(sizes)('administration of what clocks follow, on %s', (size) => {
  let ground: Ground;
  let site: Site;
  let clock: FakeClock;
  let asAda: Awaited<ReturnType<Site['as']>>;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    site = await openSite({ database: await ground.fresh(), clock });
    await seedWorkspace(site.parts.changeReference);
    asAda = await site.as(ada);
  });
  afterEach(async () => {
    await site.close();
    await site.parts.database.close();
  });

  const data = async () => (await site.parts.reference.current()).data;
  const revision = async () => (await site.parts.reference.current()).revision;
  const audit = async () => (await asAda.get('/audit')).body.rows;
  const refused = async (path: string, body: object) => {
    const before = await revision();
    const answer = await asAda.post(path, body);
    expect(await revision()).toBe(before);
    return fieldOf(answer);
  };
  const week = (...hours: [string, string][]) => [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? hours : []));
  const office = {
    id: calendars.berlin,
    name: 'Berlin office',
    zone: 'Europe/Berlin',
    week: week(['08:00', '17:00']),
    holidays: [],
    exceptions: [],
  };
  const standard = policy(1);
  const [first, next, last] = standard.targets;
  if (!first || !next || !last) throw new Error('the policy has three targets');

  describe('calendars', () => {
    const holiday = { date: '2026-12-24', name: 'Christmas Eve', yearly: false };
    const withHoliday = (part: object) => ({ ...office, holidays: [holiday, { ...holiday, ...part }] });

    it('[ADM40] holidays of one day, ranges, yearly ones over the turn of the year and half days are kept as they are', async () => {
      const holidays = [
        holiday,
        { date: '2026-07-27', until: '2026-08-07', name: 'Summer', yearly: false },
        { date: '2000-12-24', until: '2000-01-02', name: 'Works holiday', yearly: true },
        { date: '2026-12-31', name: 'Old Year', yearly: false, openings: [['08:00', '12:00']] },
      ];
      const exceptions = [
        { date: '2026-10-03', name: 'Move', openings: [['10:00', '14:00']] },
        { date: '2026-10-05', name: 'After it', openings: [] },
      ];
      const answer = await asAda.post('/calendars', { ...office, holidays, exceptions });
      expect(answer.body).toMatchObject({ id: calendars.berlin, version: 2 });
      const published = (await data()).calendars.find((one) => one.id === calendars.berlin && one.version === 2);
      expect(published).toMatchObject({ holidays, exceptions, by: ada.id });
      const [row] = await audit();
      expect(row).toMatchObject({ act: 'calendar.publish', name: 'Berlin office, version 2' });
      expect(row.after).toMatchObject({
        'holidays.2.until': '2000-01-02',
        'holidays.3.openings.0': ['08:00', '12:00'],
      });
    });

    it('[ADM41] a holiday is refused by its field', async () => {
      for (const [field, part] of [
        ['holidays.1.date', { date: '2026-06-31' }],
        ['holidays.1.date', { date: '24.12.2026' }],
        ['holidays.1.until', { until: '2026-12-23' }],
        ['holidays.1.until', { until: '2026-13-01' }],
        ['holidays.1.until', { yearly: true, until: '2027-12-24' }],
        ['holidays.1.name', { name: 'x'.repeat(121) }],
        ['holidays.1.yearly', { yearly: 'sometimes' }],
        ['holidays.1.openings.0.0', { openings: [['8', '12:00']] }],
        [
          'holidays.1.openings.1',
          {
            openings: [
              ['08:00', '12:00'],
              ['11:00', '13:00'],
            ],
          },
        ],
        ['holidays.1.from', { from: '2026-12-24' }],
      ] as const) {
        expect([field, part, await refused('/calendars', withHoliday(part))]).toEqual([field, part, [400, field]]);
      }
    });

    it('[ADM42] so are exceptions, a calendar with too many holidays, or one that is gone', async () => {
      const exception = { date: '2026-10-03', name: 'Move', openings: [] };
      const twice = { ...office, exceptions: [exception, exception] };
      expect(await refused('/calendars', twice)).toEqual([400, 'exceptions.1.date']);
      const many = Array.from({ length: 2_001 }, () => holiday);
      expect(await refused('/calendars', { ...office, holidays: many })).toEqual([400, 'holidays']);
      expect(await refused('/calendars', { ...office, id: policyId })).toEqual([404, 'id']);
      expect(await refused('/calendars', { ...office, name: ' ' })).toEqual([400, 'name']);
    });
  });

  describe('policies', () => {
    const target = (part: object) => ({ ...standard, targets: [first, { ...last, ...part }] });
    const match = (part: object) => ({ ...standard, match: { ...standard.match, ...part } });

    it('[ADM43] all six targets, by every kind of calendar, to the second, matching every field, are kept as they are', async () => {
      const targets = [
        { ...first, amounts: { 1: 5_415, 2: 1, 3: null, 4: null }, calendarId: 'always', pausesOn: ['vendor', 'new'] },
        { ...next, calendarId: 'organisation', pausesOn: ['pending', 'onHold'] },
        { ...first, kind: 'update', pausesOn: ['requester', 'open'] },
        last,
        { ...first, kind: 'acknowledge', calendarId: 'team', pausesOn: [] },
        { ...first, kind: 'tier', calendarId: 'team', warnings: [] },
      ];
      const all = {
        ...standard.match,
        teamIds: [teams.desk],
        tierIds: [tiers.desk],
        requesterIds: [],
        impacts: [1, 2],
        urgencies: [3],
        channels: ['email', 'portal'],
        tags: ['vip'],
        fields: { site: 'Kiel', 'cost centre': '4711' },
      };
      const answer = await asAda.post('/policies', { ...standard, match: all, targets });
      expect(answer.body).toMatchObject({ version: 2 });
      expect((await data()).policies.find((one) => one.version === 2)).toMatchObject({ match: all, targets });
      const [row] = await audit();
      expect(row).toMatchObject({ act: 'policy.publish' });
      expect(row.after).toMatchObject({ 'match.fields.site': 'Kiel', 'targets.0.amounts.1': 5_415 });
    });

    it('[ADM44] a target is refused by its field', async () => {
      for (const [field, part] of [
        ['targets.1.kind', { kind: 'lunch' }],
        ['targets.1', { kind: 'firstResponse' }],
        ['targets.1.amounts.2', { amounts: { 1: 60, 2: 0, 3: null, 4: null } }],
        ['targets.1.amounts.2', { amounts: { 1: 60, 2: 60.5, 3: null, 4: null } }],
        ['targets.1.amounts.2', { amounts: { 1: 60, 2: 'soon', 3: null, 4: null } }],
        ['targets.1.amounts.4', { amounts: { 1: 60, 2: 60, 3: null, 4: 367 * 86_400 } }],
        ['targets.1.amounts.4', { amounts: { 1: 60, 2: 60, 3: null } }],
        ['targets.1.amounts', { amounts: { 1: null, 2: null, 3: null, 4: null } }],
        ['targets.1.calendarId', { calendarId: policyId }],
        ['targets.1.calendarId', { calendarId: 'lunch' }],
        ['targets.1.pausesOn.0', { pausesOn: ['lunch'] }],
        ['targets.1.pausesOn.1', { pausesOn: ['vendor', 'closed'] }],
        ['targets.1.pausesOn.1', { pausesOn: ['vendor', 'vendor'] }],
        ['targets.1.pausesOn', { pausesOn: ['new', 'open', 'pending', 'onHold'] }],
        ['targets.1.warnings.0', { warnings: [1] }],
        ['targets.1.warnings', { warnings: [0.9, 0.75] }],
        ['targets.1.warnings', { warnings: Array.from({ length: 10 }, (_, at) => 0.1 + at / 100) }],
        ['targets.1.pauseIn', { pauseIn: ['pending'] }],
      ] as const) {
        expect([field, part, await refused('/policies', target(part))]).toEqual([field, part, [400, field]]);
      }
    });

    it('[ADM45] what it matches is refused by its field', async () => {
      for (const [field, part] of [
        ['match.types.0', { types: ['party'] }],
        ['match.priorities.0', { priorities: [5] }],
        ['match.impacts.0', { impacts: [4] }],
        ['match.urgencies.0', { urgencies: [0] }],
        ['match.categoryIds.0', { categoryIds: [policyId] }],
        ['match.serviceIds.0', { serviceIds: [policyId] }],
        ['match.organisationIds.0', { organisationIds: [policyId] }],
        ['match.requesterIds.0', { requesterIds: [policyId] }],
        ['match.requesterIds.0', { requesterIds: ['somebody'] }],
        ['match.teamIds.1', { teamIds: [teams.desk, policyId] }],
        ['match.tierIds.1', { tierIds: [tiers.desk, policyId] }],
        ['match.channels.0', { channels: ['pigeon'] }],
        ['match.tags.1', { tags: ['vip', '?!'] }],
        ['match.fields.site', { fields: { site: '' } }],
        ['match.fields.site', { fields: { site: 3 } }],
        // A policy that names a list wrongly would match everything.
        ['match.teamId', { teamId: [teams.desk] }],
      ] as const) {
        expect([field, part, await refused('/policies', match(part))]).toEqual([field, part, [400, field]]);
      }
    });

    it('[ADM46] a policy from before these fields is read, shown and published again as it was', async () => {
      const answer = await asAda.post('/policies', { ...standard, name: 'Standard, renamed' });
      expect(answer.body).toMatchObject({ version: 2 });
      const [row] = await audit();
      expect(Object.keys(row.after)).toEqual(['name']);
    });
  });

  describe('organisations', () => {
    const clinics = { name: 'Ellerwick Clinics', calendarId: calendars.berlin };
    const made = async (): Promise<OrganisationId> => (await asAda.post('/organisations', clinics)).body.id;

    it('[ADM47] one is made and changed, with a calendar or none, and each is written down', async () => {
      const { status, body } = await asAda.post('/organisations', clinics);
      expect([status, body]).toEqual([200, { ...clinics, id: body.id }]);
      expect((await asAda.patch(`/organisations/${body.id}`, { calendarId: null })).body.calendarId).toBeNull();
      expect((await data()).organisations).toEqual([{ id: body.id, name: clinics.name, calendarId: null }]);
      expect(await audit()).toMatchObject([
        { act: 'organisation.edit', before: { calendarId: calendars.berlin }, after: { calendarId: null } },
        { act: 'organisation.create', name: clinics.name, before: null, after: clinics, by: ada.id },
      ]);
    });

    it('[ADM48] is refused by its field, and by who asks', async () => {
      const id = await made();
      expect(await refused('/organisations', { ...clinics, name: '' })).toEqual([400, 'name']);
      expect(await refused('/organisations', { ...clinics, name: 'x'.repeat(161) })).toEqual([400, 'name']);
      expect(await refused('/organisations', { ...clinics, name: 'ellerwick clinics ' })).toEqual([400, 'name']);
      const other = { ...clinics, name: 'Quillmere Freight' };
      expect(await refused('/organisations', { ...other, calendarId: policyId })).toEqual([400, 'calendarId']);
      expect(await refused('/organisations', { ...other, calendarId: 'always' })).toEqual([400, 'calendarId']);
      expect((await asAda.post('/organisations', { ...other, zone: 'UTC' })).status).toBe(400);
      expect(fieldOf(await asAda.patch(`/organisations/${id}`, { calendarId: policyId }))).toEqual([400, 'calendarId']);
      expect(fieldOf(await asAda.patch(`/organisations/${policyId}`, { name: 'x' }))).toEqual([404, 'id']);
      const asInes = await site.as(ines);
      expect((await asInes.post('/organisations', other)).status).toBe(403);
      expect((await asInes.patch(`/organisations/${id}`, { name: 'Mine' })).status).toBe(403);
    });

    it('[ADM49] clocks that follow its calendar, or a team’s, are judged anew when it changes, others are not', async () => {
      const organisationId = await made();
      const byTheTicket = [
        { ...first, calendarId: 'organisation' },
        { ...last, calendarId: 'team' },
      ];
      await asAda.post('/policies', { ...standard, targets: byTheTicket });
      const id = fresh<TicketId>();
      // Wednesday, 16:50 in Berlin: the office closes in ten minutes.
      clock.advance(6 * HOUR + 50 * MINUTE);
      const opened = command(id, openTicket('No network', { organisationId, impact: 1, urgency: 1 }), clock.now());
      expect(await site.parts.handle(opened, actor(ines))).toMatchObject({ outcome: 'done' });
      const dues = async () => {
        const ticket = await readTicket(site.parts.database, id);
        return ticket?.targets.map(({ dueAt }) => ((dueAt ?? 0) - clock.now()) / MINUTE);
      };
      expect(await dues()).toEqual([15 * 60 + 15, 2 * 60]);
      await asAda.patch(`/organisations/${organisationId}`, { calendarId: calendars.always });
      expect(await dues()).toEqual([15, 2 * 60]);
      await asAda.patch(`/teams/${teams.desk}`, { calendarId: calendars.berlin });
      expect(await dues()).toEqual([15, 17 * 60]);
      await asAda.patch(`/organisations/${organisationId}`, { calendarId: null });
      expect(await dues()).toEqual([15 * 60 + 15, 17 * 60]);
      const before = (await readTicket(site.parts.database, id))?.basis;
      await asAda.patch(`/organisations/${organisationId}`, { name: 'Ellerwick' });
      expect((await readTicket(site.parts.database, id))?.basis).toBe(before);
    });
  });

  describe('downtimes', () => {
    const down = (part: object = {}) => ({ from: clock.now() - HOUR, to: null, says: 'VPN gateway', ...part });

    it('[ADM50] one is written down, ended and changed; consoles hear of it with the reference, no clock moves', async () => {
      const ticketId = fresh<TicketId>();
      await site.parts.handle(command(ticketId, openTicket('No network'), clock.now()), actor(ines));
      const before = { ticket: await readTicket(site.parts.database, ticketId), revision: await revision() };
      const { status, body } = await asAda.post('/downtimes', down());
      expect([status, body]).toEqual([200, { ...down(), id: body.id }]);
      expect(await revision()).toBe(before.revision + 1);
      expect((await data()).downtimes).toEqual([body]);
      expect(ReferenceData.parse(JSON.parse(JSON.stringify(await data()))).downtimes).toEqual([body]);
      expect((await site.parts.reference.current()).downtimes).toEqual([body]);
      clock.advance(MINUTE);
      const ended = await asAda.patch(`/downtimes/${body.id}`, { to: clock.now() });
      expect(ended.body).toEqual({ ...body, to: clock.now() });
      await asAda.patch(`/downtimes/${body.id}`, { says: 'VPN gateway, both sites' });
      expect((await data()).downtimes).toEqual([{ ...ended.body, says: 'VPN gateway, both sites' }]);
      expect(await readTicket(site.parts.database, ticketId)).toEqual(before.ticket);
      expect(await audit()).toMatchObject([
        { act: 'downtime.edit', before: { says: 'VPN gateway' }, after: { says: 'VPN gateway, both sites' } },
        { act: 'downtime.edit', before: { to: null }, after: { to: clock.now() } },
        { act: 'downtime.record', about: body.id, name: 'VPN gateway', by: ada.id, before: null },
      ]);
    });

    it('[ADM51] several may overlap, the earliest is told first', async () => {
      await asAda.post('/downtimes', down({ says: 'Mail' }));
      await asAda.post('/downtimes', down({ from: clock.now() - 2 * HOUR, to: clock.now(), says: 'VPN gateway' }));
      expect((await data()).downtimes?.map((one) => one.says)).toEqual(['VPN gateway', 'Mail']);
    });

    it('[ADM52] one written down by mistake is taken back, once, and that is written down', async () => {
      const { id } = (await asAda.post('/downtimes', down())).body;
      expect((await asAda.delete(`/downtimes/${id}`)).status).toBe(204);
      expect((await data()).downtimes).toEqual([]);
      expect(fieldOf(await asAda.delete(`/downtimes/${id}`))).toEqual([404, 'id']);
      expect(fieldOf(await asAda.delete(`/downtimes/${teams.desk}`))).toEqual([404, 'id']);
      expect((await data()).teams.some((team) => team.id === teams.desk)).toBe(true);
      expect((await audit())[0]).toMatchObject({ act: 'downtime.remove', before: down(), after: null });
    });

    it('[ADM53] is refused by its field, and by who asks', async () => {
      const { id } = (await asAda.post('/downtimes', down())).body;
      expect(await refused('/downtimes', down({ says: '  ' }))).toEqual([400, 'says']);
      expect(await refused('/downtimes', down({ says: 'x'.repeat(501) }))).toEqual([400, 'says']);
      expect(await refused('/downtimes', down({ from: 'yesterday' }))).toEqual([400, 'from']);
      expect(await refused('/downtimes', down({ from: null }))).toEqual([400, 'from']);
      expect(await refused('/downtimes', down({ from: clock.now() + 25 * HOUR }))).toEqual([400, 'from']);
      expect(await refused('/downtimes', down({ from: clock.now() - 8_000 * DAY }))).toEqual([400, 'from']);
      expect(await refused('/downtimes', down({ to: clock.now() - 2 * HOUR }))).toEqual([400, 'to']);
      expect(await refused('/downtimes', down({ to: clock.now() + 25 * HOUR }))).toEqual([400, 'to']);
      expect(await refused('/downtimes', down({ to: 1.5 }))).toEqual([400, 'to']);
      expect((await asAda.post('/downtimes', down({ until: null }))).status).toBe(400);
      expect(fieldOf(await asAda.patch(`/downtimes/${id}`, { to: clock.now() - 2 * HOUR }))).toEqual([400, 'to']);
      expect(fieldOf(await asAda.patch(`/downtimes/${teams.desk}`, { to: null }))).toEqual([404, 'id']);
      const asInes = await site.as(ines);
      expect((await asInes.post('/downtimes', down())).status).toBe(403);
      expect((await asInes.patch(`/downtimes/${id}`, { to: clock.now() })).status).toBe(403);
      expect((await asInes.delete(`/downtimes/${id}`)).status).toBe(403);
    });
  });
});
