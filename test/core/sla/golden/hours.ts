import type { CalendarText } from '#core/sla/laboratory/question.ts';

type Opening = [string, string];
const daily = (...openings: Opening[]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, openings]));
const weekdays = (...openings: Opening[]) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, openings]));

/** Hours by which the worked examples are worked, and a moment at which a ticket comes in there. */
export type Hours = { calendar: CalendarText; opened: string; tiers?: Record<string, CalendarText> };

export const hours: Record<string, Hours> = {
  'office hours in Berlin': {
    calendar: { timezone: 'Europe/Berlin', week: weekdays(['09:00', '17:00']) },
    opened: '2026-11-23T09:00+01:00',
  },
  'office hours with lunch in Berlin, on a Friday afternoon': {
    calendar: { timezone: 'Europe/Berlin', week: weekdays(['08:00', '12:00'], ['13:00', '17:00']) },
    opened: '2026-11-20T14:30+01:00',
  },
  'a split day in New York, before a holiday': {
    calendar: {
      timezone: 'America/New_York',
      week: weekdays(['08:00', '12:00'], ['14:00', '18:00']),
      holidays: ['2026-11-26'],
    },
    opened: '2026-11-25T11:00-05:00',
  },
  'night shifts over the spring change in Berlin': {
    calendar: { timezone: 'Europe/Berlin', week: daily(['22:00', '06:00']) },
    opened: '2026-03-28T22:30+01:00',
  },
  'night shifts over the autumn change in Berlin': {
    calendar: { timezone: 'Europe/Berlin', week: daily(['22:00', '06:00']) },
    opened: '2026-10-24T22:30+02:00',
  },
  'around the clock over the spring change in New York': {
    calendar: { timezone: 'America/New_York', week: 'always' },
    opened: '2026-03-08T00:30-05:00',
  },
  'around the clock over the autumn change in New York': {
    calendar: { timezone: 'America/New_York', week: 'always' },
    opened: '2026-11-01T00:30-04:00',
  },
  'half a day on Christmas Eve, then nobody until January': {
    calendar: {
      timezone: 'Europe/Berlin',
      week: weekdays(['09:00', '17:00']),
      holidays: [{ date: '*-12-24', hours: [['09:00', '12:00']] }, ['*-12-25', '*-01-01']],
    },
    opened: '2026-12-24T10:00+01:00',
  },
  'a leap day in Kolkata, closed every 29 February': {
    calendar: { timezone: 'Asia/Kolkata', week: daily(['09:30', '18:00']), holidays: ['*-02-29'] },
    opened: '2028-02-28T16:00+05:30',
  },
  'mornings at Lord Howe, where clocks go back by half an hour': {
    calendar: { timezone: 'Australia/Lord_Howe', week: daily(['01:00', '09:00']) },
    opened: '2026-04-05T01:00+11:00',
  },
  'Apia, which left out 30 December 2011': {
    calendar: { timezone: 'Pacific/Apia', week: daily(['08:00', '16:00']) },
    opened: '2011-12-29T10:00-10:00',
  },
  'evenings up to 24:00 in Beirut, where midnight was left out': {
    calendar: { timezone: 'Asia/Beirut', week: daily(['18:00', '24:00']) },
    opened: '2026-03-28T20:00+02:00',
  },
  'tier two only in the afternoon, in São Paulo': {
    calendar: { timezone: 'America/Sao_Paulo', week: weekdays(['08:00', '18:00']) },
    tiers: { 2: { timezone: 'America/Sao_Paulo', week: weekdays(['13:00', '18:00']) } },
    opened: '2026-06-15T08:00-03:00',
  },
};
