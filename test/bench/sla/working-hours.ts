import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addOpen, openBetween, openHours } from '#core/sla/open-hours.ts';
import { between, seeded } from '../../../server/demo/chance.ts';
import { type Figure, figureOf } from '../figures.ts';
import { spent } from './thread-time.ts';
import { NOW, plainHours } from './tickets.ts';

type Asked = { count: number; rounds: number; say(words: string): void };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const peers = join(import.meta.dirname, '..', 'peers');

/**
 * Deadlines beside the npm package for working hours that is downloaded most, as far as it goes: whole minutes, openings
 * by day on the hours of one zone, single holidays. Null, and said, where it can't be had.
 */
export function besideWorkingHours({ count, rounds, say }: Asked): Figure | null {
  const calendar = plainHours();
  const peer = install(say) ? peerBy(calendar) : null;
  if (!peer) return null;
  const hours = openHours(calendar);
  const chance = seeded(2);
  const cases = Array.from({ length: count }, () => ({
    from: Math.floor(between(chance, NOW - 60 * DAY, NOW) / MINUTE) * MINUTE,
    minutes: Math.ceil(between(chance, 0, 40)) * 60,
  }));
  say(`the same answers from both, for ${count} deadlines`);
  for (const { from, minutes } of cases) {
    const due = addOpen(hours, from, minutes * MINUTE) ?? Number.NaN;
    const said = { due: peer.add(from, minutes), minutes: peer.between(from, due) };
    if (said.due !== due || said.minutes !== minutes || openBetween(hours, from, due) !== minutes * MINUTE) {
      throw new Error(`${peer.name} comes out otherwise: ${JSON.stringify({ from, minutes, due, said })}`);
    }
  }
  const perSecond = (times: number, add: (from: number, minutes: number) => unknown) =>
    (times * count) /
    spent(() => {
      for (let time = 0; time < times; time++) for (const { from, minutes } of cases) add(from, minutes);
    });
  const all = Array.from({ length: rounds }, () => ({
    ours: perSecond(100, (from, minutes) => addOpen(hours, from, minutes * MINUTE)),
    theirs: perSecond(1, peer.add),
  }));
  return figureOf({
    name: 'sla-working-hours',
    unit: 'deadlines a second on one core',
    tierline: all.map(({ ours }) => ours),
    baseline: all.map(({ theirs }) => theirs),
    notes: `more is better; amounts of 1 to 40 hours, all ${count} the same from both; baseline: ${peer.name}, which knows no zones, nights, half days, seconds or pauses`,
  });
}

/** Installed beside, on demand, and never part of Tierline's own installation. */
function install(say: Asked['say']): boolean {
  say('installing the npm package that users would pick');
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'];
  const shell = process.platform === 'win32';
  const npm = spawnSync('npm', args, { cwd: peers, stdio: ['ignore', 2, 2], timeout: 2 * MINUTE, shell });
  if (npm.status === 0) return true;
  say('npm could not install it, so the figures go on without: sla-working-hours is left out');
  return false;
}

/** As much of both packages as is asked here. */
type Moment = {
  addBusinessMinutes(minutes: number): Moment;
  businessMinutesDiff(other: Moment): number;
  valueOf(): number;
};
type Dayjs = {
  (at: number): Moment;
  extend(plugin: unknown): void;
  setHolidays(dates: string[]): void;
  setBusinessTime(week: Record<string, { start: string; end: string }[] | null>): void;
};

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function peerBy({ zone, week, holidays }: ReturnType<typeof plainHours>) {
  // It reckons in the zone of the process.
  process.env.TZ = zone;
  const require = createRequire(join(peers, 'package.json'));
  const dayjs = require('dayjs') as Dayjs;
  dayjs.extend(require('dayjs-business-time'));
  dayjs.setHolidays(holidays.map(({ date }) => date));
  const hours = week.map((openings) => openings.map(([from, to]) => ({ start: `${from}:00`, end: `${to}:00` })));
  dayjs.setBusinessTime(Object.fromEntries(days.map((day, n) => [day, hours[n]?.length ? hours[n] : null])));
  return {
    name: 'dayjs-business-time 1.0.4',
    add: (from: number, minutes: number) => dayjs(from).addBusinessMinutes(minutes).valueOf(),
    /** It counts towards the earlier one. */
    between: (from: number, to: number) => Math.abs(dayjs(from).businessMinutesDiff(dayjs(to))),
  };
}
