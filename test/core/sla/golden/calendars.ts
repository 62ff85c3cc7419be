import type { CalendarText } from '#core/sla/laboratory/question.ts';

type Opening = [string, string];
type Week = Exclude<CalendarText['week'], 'always'>;
const daily = (...openings: Opening[]): Week =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, openings]));
const weekdays = (...openings: Opening[]): Week =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, openings]));
const at = (timezone: string, week: CalendarText['week'], more: Partial<CalendarText> = {}): CalendarText => ({
  timezone,
  week,
  ...more,
});

/** The calendars that the tables name. */
export const calendars = {
  'office hours': at('Europe/Berlin', weekdays(['09:00', '17:00'])),
  'office hours with lunch': at('Europe/Berlin', weekdays(['08:00', '12:00'], ['13:00', '17:00'])),
  'three short shifts': at('Europe/Berlin', daily(['06:00', '08:30'], ['11:15', '12:45'], ['20:00', '21:00'])),
  'a week with a long Thursday': at('Europe/Berlin', {
    ...weekdays(['09:00', '17:00']),
    thu: [['09:00', '21:00']],
    sat: [['10:00', '12:00']],
  }),
  'two openings that touch': at('Europe/Berlin', daily(['08:00', '12:00'], ['12:00', '16:00'])),
  'around the clock in three shifts': at(
    'Europe/Berlin',
    daily(['06:00', '14:00'], ['14:00', '22:00'], ['22:00', '06:00']),
  ),
  'nights in Berlin': at('Europe/Berlin', daily(['22:00', '06:00'])),
  'Friday nights in Berlin': at('Europe/Berlin', { fri: [['22:00', '06:00']] }),
  'nights from Monday to Friday, one of them off': at('Europe/Berlin', weekdays(['22:00', '06:00']), {
    holidays: ['2026-11-24'],
  }),
  'evenings up to 24:00': at('Europe/Berlin', daily(['18:00', '24:00'])),
  'whole days from Monday to Friday': at('Europe/Berlin', weekdays(['00:00', '24:00'])),
  'around the clock': at('Europe/Berlin', 'always'),
  'around the clock in New York': at('America/New_York', 'always'),
  'around the clock, but for Christmas': at('Europe/Berlin', 'always', { holidays: ['*-12-25'] }),
  'office hours with German holidays': at('Europe/Berlin', weekdays(['09:00', '17:00']), {
    holidays: ['*-01-01', '*-05-01', '*-10-03', '*-12-25', '*-12-26', '2026-04-03', '2026-04-06'],
  }),
  'a split day with a holiday': at('Europe/Berlin', weekdays(['08:00', '12:00'], ['14:00', '18:00']), {
    holidays: ['2026-11-25'],
  }),
  'half a day on Christmas Eve, closed to New Year': at('Europe/Berlin', weekdays(['09:00', '17:00']), {
    holidays: [{ date: '*-12-24', hours: [['09:00', '12:00']] }, ['*-12-25', '*-01-01']],
  }),
  'closed from 24 December to 2 January, in this winter only': at('Europe/Berlin', weekdays(['09:00', '17:00']), {
    holidays: [['2026-12-24', '2027-01-02']],
  }),
  'dated exceptions': at('Europe/Berlin', weekdays(['09:00', '17:00']), {
    holidays: ['2026-12-30'],
    exceptions: {
      '2026-12-29': [],
      '2026-12-30': [['10:00', '12:00']],
      '2026-12-31': [['09:00', '12:00']],
      '2027-01-02': [['10:00', '14:00']],
    },
  }),
  'closed on every 29 February': at('Europe/Berlin', daily(['09:00', '17:00']), { holidays: ['*-02-29'] }),
  'early mornings in Berlin': at('Europe/Berlin', daily(['01:30', '04:00'])),
  'half past two in Berlin': at('Europe/Berlin', daily(['02:30', '03:30'])),
  'from half past two to four in Berlin': at('Europe/Berlin', daily(['02:30', '04:00'])),
  'up to half past two in Berlin': at('Europe/Berlin', daily(['00:00', '02:30'])),
  'office hours in New York': at('America/New_York', weekdays(['09:00', '17:00'])),
  'nights in New York': at('America/New_York', daily(['21:00', '05:00'])),
  'early mornings at Lord Howe': at('Australia/Lord_Howe', daily(['01:00', '03:00'])),
  'around the clock at Lord Howe': at('Australia/Lord_Howe', 'always'),
  'quarters past in Kolkata': at('Asia/Kolkata', weekdays(['09:15', '17:45'])),
  'days in Apia': at('Pacific/Apia', daily(['08:00', '16:00'])),
  'nights in Apia': at('Pacific/Apia', daily(['22:00', '06:00'])),
  'around the clock in Apia': at('Pacific/Apia', 'always'),
  'after midnight in São Paulo': at('America/Sao_Paulo', daily(['00:00', '02:00'])),
  'evenings in São Paulo': at('America/Sao_Paulo', daily(['22:00', '24:00'])),
  'after midnight in Beirut': at('Asia/Beirut', daily(['00:00', '03:00'])),
  'nights in Havana': at('America/Havana', daily(['23:00', '02:00'])),
  'days in Casablanca': at('Africa/Casablanca', daily(['02:00', '10:00'])),
  'mornings at Troll': at('Antarctica/Troll', daily(['00:00', '06:00'])),
  'mornings in UTC': at('UTC', daily(['00:00', '12:00'])),
} satisfies Record<string, CalendarText>;

export type CalendarName = keyof typeof calendars;
