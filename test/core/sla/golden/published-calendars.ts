import type { CalendarText } from '#core/sla/laboratory/question.ts';

type Opening = [string, string];
type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
const on = (days: string, ...openings: Opening[]) =>
  Object.fromEntries(days.split(' ').map((day) => [day as Day, openings]));
const weekdays = 'mon tue wed thu fri';
const daily = `${weekdays} sat sun`;
const nineToFive = on(weekdays, ['09:00', '17:00']);
const at = (timezone: string, week: CalendarText['week'], more: Partial<CalendarText> = {}): CalendarText => ({
  timezone,
  week,
  ...more,
});

const wednesdayWithLunch = { ...nineToFive, ...on('wed', ['09:00', '12:00'], ['13:00', '18:00']) };
const biz = {
  ...on('mon wed fri', ['09:00', '17:00']),
  ...on('tue thu', ['10:00', '16:00']),
  ...on('sat', ['11:00', '14:30']),
};
/** Whole hours are named there: 8 to 12 and 14 to 17 is open until 13:00 and until 18:00. */
const split: Opening[] = [
  ['08:00', '13:00'],
  ['14:00', '18:00'],
];
const znunyHolidays = ['*-01-01', '*-05-01', '*-12-24', '*-12-25', '*-12-26', '*-12-31'];
const znuny = (timezone: string, days: string, ...openings: Opening[]) =>
  at(timezone, on(days, ...openings), { holidays: znunyHolidays });
const wholeDay: Opening = ['00:00', '24:00'];
const untilWednesday = on('mon tue wed', ['09:00', '17:00']);
const momentLunch = {
  ...untilWednesday,
  ...on('thu', ['09:00', '12:00'], ['13:00', '18:00']),
  ...on('fri', ['09:00', '12:00'], ['12:30', '17:00']),
};

const tuesdayAndFriday = {
  ...on('tue', ['08:00', '16:00']),
  ...on('fri', ['08:00', '13:00'], ['16:00', '23:00']),
};

/** The hours by which other systems' tests reckon. */
export const publishedCalendars = {
  'nine to five': at('UTC', nineToFive),
  'nine to five in New York': at('America/New_York', nineToFive),
  'nine to five in Los Angeles': at('America/Los_Angeles', nineToFive),
  'nine to five in Tokyo': at('Asia/Tokyo', nineToFive),
  'nine to five, 5 July off': at('UTC', nineToFive, { holidays: ['2010-07-05'] }),
  'nine to five in New York, 5 July off': at('America/New_York', nineToFive, { holidays: ['2010-07-05'] }),
  'nine to five, 1 May off': at('UTC', nineToFive, { holidays: ['2014-05-01'] }),
  'nine to five, New Year and Martin Luther King Day off': at('UTC', nineToFive, {
    holidays: ['2014-01-01', '2014-01-20'],
  }),
  'nine to five, New Year 2024 off': at('UTC', nineToFive, { holidays: ['2024-01-01'] }),
  'nine to five, Christmas off': at('UTC', nineToFive, { holidays: ['*-12-25'] }),
  'nine to five, 16 January off': at('UTC', nineToFive, { holidays: ['2024-01-16'] }),
  'nine to five, 27 February and Christmas off': at('UTC', nineToFive, { holidays: ['2015-02-27', '*-12-25'] }),
  'nine to six': at('UTC', on(weekdays, ['09:00', '18:00'])),
  'nine to six, Monday off': at('UTC', on(weekdays, ['09:00', '18:00']), { holidays: ['2024-01-15'] }),
  'nine to six, Monday and Tuesday off': at('UTC', on(weekdays, ['09:00', '18:00']), {
    holidays: ['2024-01-15', '2024-01-16'],
  }),
  'nine to six with lunch': at('UTC', on(weekdays, ['09:00', '12:00'], ['13:00', '18:00'])),
  'nine to six with lunch, Christmas 2015 off': at('UTC', on(weekdays, ['09:00', '12:00'], ['13:00', '18:00']), {
    holidays: ['2015-12-25'],
  }),
  'nine to six with lunch in Santiago': at('America/Santiago', on(weekdays, ['09:00', '12:00'], ['13:00', '18:00'])),
  'nine to five with lunch at one': at('UTC', on(weekdays, ['09:00', '13:00'], ['14:00', '17:00'])),
  'Monday, Friday, short Saturday': at('UTC', {
    ...on('mon fri', ['09:00', '17:00']),
    ...on('sat', ['10:00', '15:00']),
  }),
  'Monday and Friday whole, short Saturday': at('UTC', {
    ...on('mon fri', wholeDay),
    ...on('sat', ['11:00', '15:00']),
  }),
  'Friday to Monday whole': at('UTC', on('fri sat sun mon', wholeDay)),
  'Fridays only': at('UTC', on('fri', ['09:00', '17:00'])),
  'nine to six until Wednesday': at('UTC', on('mon tue wed', ['09:00', '18:00'])),
  'eight to eight on Monday and Tuesday': at('UTC', on('mon tue', ['08:00', '20:00'])),
  'Mondays with lunch': at('UTC', on('mon', ['07:00', '12:00'], ['13:00', '18:00'])),
  'Mondays with lunch, other days without': at('UTC', {
    ...on('mon', ['07:00', '12:00'], ['13:00', '18:00']),
    ...on('tue wed thu fri', ['09:00', '17:00']),
  }),
  'Mondays whole': at('UTC', on('mon', wholeDay)),
  'Mondays whole, Tuesday eight to six': at('UTC', { ...on('mon', wholeDay), ...on('tue', ['08:00', '18:00']) }),
  'Mondays whole, Tuesday nine to five': at('UTC', { ...on('mon', wholeDay), ...on('tue', ['09:00', '17:00']) }),
  'Fridays eight to six, later on one': at('UTC', on('fri', ['08:00', '18:00']), {
    exceptions: { '2019-12-27': [['10:00', '18:00']] },
  }),
  'biz week': at('UTC', biz),
  'biz week with holidays': at('UTC', biz, { holidays: ['2006-01-16', '2006-01-18'] }),
  'an hour on Sunday in Abidjan': at('Africa/Abidjan', on('sun', ['11:00', '12:00']), { holidays: ['2015-12-25'] }),
  'Saturdays in Los Angeles': at('America/Los_Angeles', on('sat', ['06:00', '18:00'])),
  'Sunday in the spring gap, and Monday, in Los Angeles': at('America/Los_Angeles', {
    ...on('sun', ['02:30', '03:15']),
    ...on('mon', ['09:00', '17:00']),
  }),
  'Sunday from half past two in Los Angeles': at('America/Los_Angeles', on('sun', ['02:30', '05:00'])),
  'Sunday from half past one in Los Angeles': at('America/Los_Angeles', on('sun', ['01:30', '05:00'])),
  'Saturday evening in São Paulo': at('America/Sao_Paulo', on('sat', ['18:00', '24:00'])),
  'Znuny, always': znuny('UTC', daily, wholeDay),
  'Znuny, always in Berlin': znuny('Europe/Berlin', daily, wholeDay),
  'Znuny, always in São Paulo': znuny('America/Sao_Paulo', daily, wholeDay),
  'Znuny, always in Tehran': znuny('Asia/Tehran', daily, wholeDay),
  'Znuny, always in Sydney': znuny('Australia/Sydney', daily, wholeDay),
  'Znuny, weekdays in Tehran': znuny('Asia/Tehran', weekdays, wholeDay),
  'Znuny, eight to six in Berlin': znuny('Europe/Berlin', weekdays, ['08:00', '18:00']),
  'Znuny, eight to six in Tehran': znuny('Asia/Tehran', weekdays, ['08:00', '18:00']),
  'Znuny, split days in Berlin': znuny('Europe/Berlin', weekdays, ...split),
  'Znuny, split days all week in Berlin': znuny('Europe/Berlin', daily, ...split),
  'always in UTC': at('UTC', 'always'),
  'always in Berlin': at('Europe/Berlin', 'always'),
  'always in São Paulo': at('America/Sao_Paulo', 'always'),
  'always in Tehran': at('Asia/Tehran', 'always'),
  'always in Sydney': at('Australia/Sydney', 'always'),
  'a long Wednesday with lunch, Brazilian holidays': at('UTC', wednesdayWithLunch, {
    holidays: ['2021-01-01', '2021-01-25', '2021-06-03'],
  }),
  'two dated days only': at(
    'UTC',
    {},
    { exceptions: { '2024-03-19': [['08:00', '17:00']], '2024-03-20': [['08:00', '17:00']] } },
  ),
  'lunch on Thursday and Friday': at('UTC', momentLunch),
  'later openings on some days': at('UTC', {
    ...on('mon', ['12:00', '17:00']),
    ...on('tue fri', ['09:30', '17:00']),
    ...on('wed', ['10:00', '17:00']),
    ...on('thu', ['09:00', '17:00']),
  }),
  'a short Wednesday': at('UTC', {
    ...on('mon tue thu fri', ['09:30', '17:00']),
    ...on('wed', ['09:30', '13:00']),
  }),
  'Sunday to Thursday': at('UTC', on('sun mon tue wed thu', ['09:30', '17:00'])),
  'eight to eight on weekdays': at('UTC', on(weekdays, ['08:00', '20:00'])),
  'eight to five with lunch, Labour Day off': at('UTC', on(weekdays, ['08:00', '12:00'], ['13:00', '17:00']), {
    holidays: ['2023-10-23'],
  }),
  'eight to five with lunch, two days off': at('UTC', on(weekdays, ['08:00', '12:00'], ['13:00', '17:00']), {
    holidays: ['2023-10-23', '2023-10-24'],
  }),
  'eight to five every day': at('UTC', on(daily, ['08:00', '17:00'])),
  'eight to five, a short Monday, a late Tuesday': at('UTC', {
    ...on(daily, ['08:00', '17:00']),
    ...on('mon', ['08:00', '15:00']),
    ...on('tue', ['09:00', '17:00']),
  }),
  'a shop before Christmas': at(
    'UTC',
    { ...on('mon tue thu sat', ['09:00', '15:00']), ...on('fri', ['10:00', '17:00']) },
    { exceptions: { '2010-12-24': [['08:00', '13:00']], '2010-12-25': [] } },
  ),
  'Monday until two at night': at('UTC', on('mon', ['09:00', '02:00'])),
  'Mondays nine to six': at('UTC', on('mon', ['09:00', '18:00'])),
  'Mondays nine to six, one of them off': at('UTC', on('mon', ['09:00', '18:00']), {
    exceptions: { '2016-09-26': [] },
  }),
  'open through the nights until Wednesday': at('UTC', {
    ...on('mon', ['09:00', '24:00']),
    ...on('tue', wholeDay),
    ...on('wed', ['00:00', '03:00'], ['09:00', '24:00']),
    ...on('fri', ['00:00', '03:00']),
  }),
  'Mondays with a long lunch': at('UTC', on('mon', ['09:00', '11:00'], ['13:00', '19:00'])),
  'Monday and Tuesday with a long lunch': at('UTC', on('mon tue', ['09:00', '11:00'], ['13:00', '19:00'])),
  'Monday and another Tuesday': at('UTC', {
    ...on('mon', ['09:00', '11:00'], ['13:00', '19:00']),
    ...on('tue', ['10:00', '11:00'], ['14:00', '19:00']),
  }),
  'Monday off, and another Tuesday': at(
    'UTC',
    { ...on('mon', ['09:00', '11:00'], ['13:00', '19:00']), ...on('tue', ['10:00', '11:00'], ['14:00', '19:00']) },
    { exceptions: { '2016-09-26': [] } },
  ),
  'Mondays in Amsterdam, one of them short': at('Europe/Amsterdam', on('mon', ['09:00', '18:00']), {
    exceptions: { '2016-11-14': [['09:00', '13:00']] },
  }),
  'Mondays, half of Christmas Day': at('UTC', on('mon', ['09:00', '18:00']), {
    holidays: ['*-01-01', { date: '*-12-25', hours: [['09:00', '12:00']] }, '*-12-26'],
  }),
  'ten to six': at('UTC', on(weekdays, ['10:00', '18:00'])),
  'ten to six, 5 March off': at('UTC', on(weekdays, ['10:00', '18:00']), { holidays: ['2019-03-05'] }),
  'Tuesday, and Friday in two shifts': at('UTC', tuesdayAndFriday),
  'Tuesday, and Friday in two shifts, with leave': at('UTC', tuesdayAndFriday, {
    exceptions: {
      '2013-02-19': [
        ['08:00', '09:00'],
        ['12:00', '16:00'],
      ],
      '2013-02-22': [
        ['08:00', '09:00'],
        ['16:00', '23:00'],
      ],
      '2013-02-26': [],
      '2013-03-01': [
        ['11:30', '13:00'],
        ['16:00', '23:00'],
      ],
    },
  }),
  'eight to four every day': at('UTC', on(daily, ['08:00', '16:00'])),
  'Zammad, nine to five in Berlin': at('Europe/Berlin', nineToFive),
  'Zammad, eight to six in Berlin': at('Europe/Berlin', on(weekdays, ['08:00', '18:00'])),
  'Zammad, eight to five all week in Berlin': at('Europe/Berlin', on(daily, ['08:00', '17:00']), {
    holidays: ['2015-09-22'],
  }),
  'Zammad, nine to six all week in Berlin': at('Europe/Berlin', on(daily, ['09:00', '18:00'])),
  'Zammad, eight to eight in Berlin': at('Europe/Berlin', on(weekdays, ['08:00', '20:00']), {
    holidays: ['2016-11-01'],
  }),
  'Zammad, four to eight in Berlin': at('Europe/Berlin', on(weekdays, ['04:00', '20:00']), {
    holidays: ['2016-11-01'],
  }),
  'Zammad, always': at('UTC', 'always'),
} satisfies Record<string, CalendarText>;

export type PublishedCalendar = keyof typeof publishedCalendars;
