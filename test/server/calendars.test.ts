import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ground, startGround } from '#test/support/database.ts';
import { createClock, DAY, WEDNESDAY } from '#test/support/server-clock.ts';
import { calendars, seedWorkspace } from '#test/support/workspace.ts';
import { renewCalendars } from '../../server/commands/renew-calendars.ts';
import { compileAround, isZone } from '../../server/db/zones.ts';
import { createParts } from '../../server/parts.ts';

describe('zones', () => {
  it('hold every change of the clocks from twenty years back to twenty ahead', () => {
    const { transitions, horizon } = compileAround('Europe/Berlin', WEDNESDAY);
    expect(horizon).toEqual({ from: '2006-04-15', to: '2046-04-15' });
    expect(transitions[0]?.offset).toBe(7_200);
    expect(transitions).toContainEqual({ at: Date.UTC(2026, 2, 29, 1), offset: 7_200 });
    expect(transitions).toContainEqual({ at: Date.UTC(2026, 9, 25, 1), offset: 3_600 });
    expect(transitions).toHaveLength(81);
  });

  it('without summer time are one offset', () => {
    expect(compileAround('Asia/Kolkata', WEDNESDAY).transitions.map(({ offset }) => offset)).toEqual([19_800]);
  });

  it('that do not exist are told apart', () => {
    expect([isZone('Europe/Berlin'), isZone('Europe/Atlantis')]).toEqual([true, false]);
  });

  it.each(['UTC', 'Etc/GMT+5', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires'])('%s is one', (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  it.each(['+01:00', '-0330', '2026-11-24T10:00[Europe/Berlin]', '2026-11-24T10:00Z', 'T10:00[Europe/Berlin]', ''])(
    'an offset or a date is none: %s',
    (text) => {
      expect(isZone(text)).toBe(false);
    },
  );
});

describe('calendars', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await startGround('pglite');
  });
  afterAll(() => ground.stop());

  it('that near their end are compiled anew at a start, all others are left alone', async () => {
    const clock = createClock();
    const parts = await createParts({ database: await ground.fresh(), clock });
    await seedWorkspace(parts.changeReference);
    expect(await renewCalendars(parts)).toBe(0);
    clock.advance(16 * 366 * DAY);
    expect(await renewCalendars(parts)).toBe(2);
    const berlin = (await parts.reference.current()).calendar(calendars.berlin);
    expect([berlin?.version, berlin?.horizon.to.slice(0, 4)]).toEqual([2, '2062']);
    expect(await renewCalendars(parts)).toBe(0);
  });
});
