import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '#core/sla/wall-time.ts';
import { holidaysIn } from '../../../renderer/admin/icalendar/holidays-in.ts';
import { LARGEST } from '../../../renderer/admin/icalendar/limits.ts';
import { occurrences } from '../../../renderer/admin/icalendar/repetition.ts';
import { repetitionOf } from '../../../renderer/admin/icalendar/rule.ts';

const horizon = { from: '2006-11-24', to: '2046-11-24' };
const read = (text: string, known: Parameters<typeof holidaysIn>[1]['known'] = []) =>
  holidaysIn(text, { horizon, known });

/** A file as programs write them: CRLF, a line a property. */
const file = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Harbour Works//Works calendar//EN',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const allDay = (date: string, name: string, ...more: string[]) => [
  `DTSTART;VALUE=DATE:${date}`,
  `SUMMARY:${name}`,
  ...more,
];
const says = (text: string) => read(text).refused.map((one) => one.says);
const dates = (text: string) => read(text).holidays.map((one) => one.date);

describe('a file of holidays', () => {
  it('[ICS1] as a large calendar service gives it: names, notes, stamps and all', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'PRODID:-//Big Calendar Inc//Big Calendar 70.9054//EN',
      'VERSION:2.0',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Feiertage in Deutschland',
      'X-WR-TIMEZONE:UTC',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261003',
      'DTEND;VALUE=DATE:20261004',
      'DTSTAMP:20251124T180000Z',
      'UID:20261003_j3kq8a@calendar.example',
      'CLASS:PUBLIC',
      'CREATED:20240517T191144Z',
      'DESCRIPTION:Gesetzlicher Feiertag\\nAuf „Einstellungen“ klicken\\, um ihn auszu',
      ' blenden',
      'LAST-MODIFIED:20240517T191144Z',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      'SUMMARY:Tag der Deutschen Einheit\\, bundesweit',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261224',
      'DTEND;VALUE=DATE:20270102',
      'UID:20261224_x@calendar.example',
      'SUMMARY:Betriebsferien über die Feiertage\\; das Tor am Kai bleibt in dieser Ze',
      ' it zu – Anlieferung ü',
      '\tber den Hof',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:This is an event reminder',
      'TRIGGER:-P1D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    expect(read(text)).toEqual({
      holidays: [
        { date: '2026-10-03', name: 'Tag der Deutschen Einheit, bundesweit', yearly: false },
        {
          date: '2026-12-24',
          until: '2027-01-01',
          name: 'Betriebsferien über die Feiertage; das Tor am Kai bleibt in dieser Zeit zu – Anlieferung über den Hof',
          yearly: false,
        },
      ],
      already: 0,
      refused: [],
    });
  });

  it('[ICS2] reads the same with LF alone, with a mark at its beginning, and in small letters', () => {
    const text = file(allDay('20261225', 'Christmas', 'DTEND;VALUE=DATE:20261227'));
    const christmas = [{ date: '2026-12-25', until: '2026-12-26', name: 'Christmas', yearly: false }];
    expect(read(text).holidays).toEqual(christmas);
    expect(read(text.replaceAll('\r\n', '\n')).holidays).toEqual(christmas);
    expect(read(`\uFEFF${text}`).holidays).toEqual(christmas);
    expect(read(text.replace(/^(BEGIN|END):(\w+)/gm, (line) => line.toLowerCase())).holidays).toEqual(christmas);
  });

  it('[ICS3] an end is exclusive; without one, or with one on its own day, it is one day; a duration counts as well', () => {
    const one = [{ date: '2026-05-01', name: 'Labour Day', yearly: false }];
    expect(read(file(allDay('20260501', 'Labour Day'))).holidays).toEqual(one);
    expect(read(file(allDay('20260501', 'Labour Day', 'DTEND;VALUE=DATE:20260502'))).holidays).toEqual(one);
    expect(read(file(allDay('20260501', 'Labour Day', 'DTEND;VALUE=DATE:20260501'))).holidays).toEqual(one);
    expect(read(file(allDay('20260501', 'Labour Day', 'DURATION:PT24H'))).holidays).toEqual(one);
    expect(read(file(allDay('20260501', 'Inventory', 'DURATION:P1W'))).holidays[0]?.until).toBe('2026-05-07');
  });

  it('[ICS4] dates with a zone, without VALUE=DATE or with a midnight are dates all the same', () => {
    const text = file(
      ['DTSTART;VALUE=DATE;TZID=Europe/Berlin:20260406', 'SUMMARY:Easter Monday'],
      ['DTSTART;TZID="W. Europe Standard Time";VALUE=DATE:20260514', 'SUMMARY:Ascension'],
      ['DTSTART:20260525', 'DTEND:20260526', 'SUMMARY:Whit Monday'],
    );
    expect(dates(text)).toEqual(['2026-04-06', '2026-05-14', '2026-05-25']);
    expect(says(text)).toEqual([]);
  });

  it('[ICS5] what has no name is a holiday still', () => {
    expect(read(file(['DTSTART;VALUE=DATE:20260101'])).holidays).toEqual([
      { date: '2026-01-01', name: 'Holiday', yearly: false },
    ]);
  });

  it('[ICS6] a day that is there already, in the calendar or in the file, is passed over and counted', () => {
    const text = file(
      allDay('20261225', 'Christmas Day'),
      allDay('20261225', 'Christmas Day'),
      allDay('20261226', 'Boxing Day'),
      allDay('20270101', 'New Year'),
      allDay('20261224', 'Works holiday', 'DTEND;VALUE=DATE:20270102'),
    );
    const known = [
      { date: '2026-12-26', yearly: false },
      { date: '2000-01-01', yearly: true },
      { date: '2026-12-24', until: '2027-01-01', yearly: false },
    ];
    expect(read(text, known)).toEqual({
      holidays: [{ date: '2026-12-25', name: 'Christmas Day', yearly: false }],
      already: 4,
      refused: [],
    });
  });
});

describe('what comes again', () => {
  it('[ICS7] every year on its date is a yearly holiday, over the turn of the year as well', () => {
    const text = file(
      allDay('20200101', 'New Year', 'RRULE:FREQ=YEARLY'),
      allDay('20211226', 'Boxing Day', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=26;WKST=SU'),
      allDay('20241224', 'Works holiday', 'DTEND;VALUE=DATE:20250102', 'RRULE:FREQ=YEARLY;UNTIL=20991231'),
    );
    expect(read(text).holidays).toEqual([
      { date: '2020-01-01', name: 'New Year', yearly: true },
      { date: '2021-12-26', name: 'Boxing Day', yearly: true },
      { date: '2024-12-24', until: '2025-01-01', name: 'Works holiday', yearly: true },
    ]);
  });

  it('[ICS8] every year on another date is written out: Thanksgiving, the last Monday of May, every fourth year', () => {
    const until = 'UNTIL=20291231';
    const fourth = file(allDay('20261126', 'Thanksgiving', `RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;${until}`));
    expect(dates(fourth)).toEqual(['2026-11-26', '2027-11-25', '2028-11-23', '2029-11-22']);
    const bySet = file(allDay('20261126', 'Thanksgiving', `RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4;${until}`));
    expect(dates(bySet)).toEqual(dates(fourth));
    expect(
      dates(file(allDay('20260525', 'Spring holiday', `RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;${until}`))),
    ).toEqual(['2026-05-25', '2027-05-31', '2028-05-29', '2029-05-28']);
    const endless = read(file(allDay('20261126', 'Thanksgiving', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'))).holidays;
    expect([endless.length, endless.at(-1)]).toEqual([21, { date: '2046-11-22', name: 'Thanksgiving', yearly: false }]);
    expect(dates(file(allDay('20260101', 'Firsts', 'RRULE:FREQ=YEARLY;BYMONTHDAY=1;UNTIL=20260401')))).toHaveLength(4);
    expect(dates(file(allDay('20261103', 'Election', 'RRULE:FREQ=YEARLY;INTERVAL=4;COUNT=3')))).toEqual([
      '2026-11-03',
      '2030-11-03',
      '2034-11-03',
    ]);
  });

  it('[ICS9] every month or week is written out, as far as the calendar counts and no further', () => {
    expect(dates(file(allDay('20260831', 'Stocktaking', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261231')))).toEqual([
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
    ]);
    expect(dates(file(allDay('20260702', 'Summer', 'RRULE:FREQ=WEEKLY;BYDAY=TH,FR;COUNT=4')))).toEqual([
      '2026-07-02',
      '2026-07-03',
      '2026-07-09',
      '2026-07-10',
    ]);
    const long = dates(file(allDay('19700315', 'Audit', 'RRULE:FREQ=MONTHLY')));
    expect([long[0], long.at(-1), long.length]).toEqual(['2006-12-15', '2046-11-15', 480]);
    const ranges = read(file(allDay('20260901', 'Fair', 'DTEND;VALUE=DATE:20260903', 'RRULE:FREQ=MONTHLY;COUNT=2')));
    expect(ranges.holidays.map(({ date, until }) => [date, until])).toEqual([
      ['2026-09-01', '2026-09-02'],
      ['2026-10-01', '2026-10-02'],
    ]);
  });

  it('[ICS10] further dates are added, excepted and moved ones left out', () => {
    expect(
      dates(file(allDay('20260101', 'Bridge', 'RDATE;VALUE=DATE:20260515,20260605', 'RDATE;VALUE=DATE:20261002'))),
    ).toEqual(['2026-01-01', '2026-05-15', '2026-06-05', '2026-10-02']);
    expect(
      dates(
        file(
          allDay('20261225', 'Christmas', 'RRULE:FREQ=YEARLY;UNTIL=20301231', 'EXDATE;VALUE=DATE:20271225,20291225'),
        ),
      ),
    ).toEqual(['2026-12-25', '2028-12-25', '2030-12-25']);
    const moved = file(
      allDay('20260501', 'Fair', 'UID:fair', 'RRULE:FREQ=YEARLY;COUNT=3'),
      allDay('20270503', 'Fair, later', 'UID:fair', 'RECURRENCE-ID;VALUE=DATE:20270501'),
      allDay('20280501', 'Fair', 'UID:fair', 'RECURRENCE-ID;VALUE=DATE:20280501', 'STATUS:CANCELLED'),
    );
    expect(read(moved)).toMatchObject({
      holidays: [
        { date: '2026-05-01', name: 'Fair' },
        { date: '2027-05-03', name: 'Fair, later' },
      ],
      refused: [{ says: '"Fair" is cancelled.' }],
    });
  });

  it('[ICS11] what comes again too often is refused by name rather than cut short', () => {
    expect(read(file(allDay('20060101', 'Fridays', 'RRULE:FREQ=WEEKLY;BYDAY=FR')))).toEqual({
      holidays: [],
      already: 0,
      refused: [{ says: '"Fridays" comes again more than 500 times. Close that day in the week instead.' }],
    });
  });

  it('[ICS12] a rule that never falls on a day, or says what whole days don’t have, ends and is said', () => {
    for (const rule of [
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYSETPOS=50',
      'FREQ=DAILY;INTERVAL=999999999',
      'FREQ=YEARLY;INTERVAL=999999999',
    ]) {
      expect(dates(file(allDay('20260105', 'Odd', `RRULE:${rule}`)))).toEqual(['2026-01-05']);
      expect(says(file(allDay('20500105', 'Odd', `RRULE:${rule}`)))).toEqual([
        '"Odd" falls on no day that this calendar counts.',
      ]);
    }
    for (const rule of ['FREQ=HOURLY', 'FREQ=YEARLY;BYWEEKNO=20', 'FREQ=DAILY;BYHOUR=9']) {
      expect(says(file(allDay('20260105', 'Odd', `RRULE:${rule}`)))).toEqual([
        '"Odd" comes again in a way that can’t be written out. Add its days by hand.',
      ]);
    }
  });

  it('[ICS13] says the same days as another reader of such rules, where that one is right', () => {
    const number = (min: number, max: number) => fc.integer({ min, max });
    const days = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 });
    const rules = fc.oneof(
      number(1, 40).map((interval) => `FREQ=DAILY;INTERVAL=${interval}`),
      fc.tuple(number(1, 5), days).map(([interval, list]) => `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${list}`),
      fc
        .tuple(number(1, 7), number(1, 28))
        .map(([interval, day]) => `FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${day}`),
      fc
        .tuple(number(-4, 4), days)
        .map(([nth, list]) => `FREQ=MONTHLY;BYDAY=${list.map((day) => `${nth || 1}${day}`)}`),
      fc
        .tuple(number(1, 3), number(1, 12), number(-4, 4), days)
        .map(
          ([interval, month, nth, [day]]) =>
            `FREQ=YEARLY;INTERVAL=${interval};BYMONTH=${month};BYDAY=${nth || 1}${day}`,
        ),
    );
    const window = { from: dayNumber(horizon.from), until: dayNumber(horizon.to) };
    fc.assert(
      fc.property(
        rules,
        number(dayNumber('2008-01-01'), dayNumber('2030-12-31')),
        number(2, 30),
        (text, from, count) => {
          const rule = repetitionOf(ICAL.Recur.fromString(text));
          const first = ICAL.Recur.fromString(text)
            .iterator(ICAL.Time.fromDateString(dateOf(from)))
            .next();
          // It begins on its first day, as files have it.
          const start = dayNumber(first.toString());
          const walk = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(dateOf(start)));
          const theirs: string[] = [];
          for (let day = walk.next(); day && theirs.length < count && day.toString() <= horizon.to; day = walk.next()) {
            theirs.push(day.toString());
          }
          const ours = rule && occurrences({ ...rule, count }, start, window, 500);
          expect(ours?.map(dateOf)).toEqual(theirs);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what can’t be a holiday is refused by its name', () => {
  it('[ICS14] hours, a cancelled one, no date, a date that is none, an end before its beginning; the rest is taken', () => {
    const text = file(
      [
        'DTSTART;TZID=Europe/Berlin:20261221T090000',
        'DTEND;TZID=Europe/Berlin:20261221T120000',
        'SUMMARY:Works meeting',
      ],
      allDay('20261026', 'Reformation', 'STATUS:CANCELLED'),
      ['SUMMARY:Some day'],
      allDay('20260631', 'Midsummer'),
      allDay('20260801', 'Backwards', 'DTEND;VALUE=DATE:20260730'),
      allDay('20260101', 'For ever', 'DTEND;VALUE=DATE:20990101'),
      ['DTSTART:20261231T120000Z'],
      allDay('20261101', 'All Saints'),
    );
    expect(says(text)).toEqual([
      '"Works meeting" has hours. Only what lasts all day becomes a holiday.',
      '"Reformation" is cancelled.',
      '"Some day" has no date.',
      '"Midsummer" begins on no date of the calendar.',
      '"Backwards" ends before it begins.',
      '"For ever" lasts longer than ten years.',
      'One without a name has hours. Only what lasts all day becomes a holiday.',
    ]);
    expect(dates(text)).toEqual(['2026-11-01']);
  });

  it('[ICS15] one that can’t be read doesn’t take the others with it', () => {
    const text = file(
      allDay('20260101', 'New Year'),
      allDay('20260501', 'Labour Day', 'RRULE:FREQ=SOMETIMES'),
      allDay('20260601', 'Broken', 'THIS LINE SAYS NOTHING'),
      allDay('20261225', 'Christmas'),
    );
    expect(dates(text)).toEqual(['2026-01-01', '2026-12-25']);
    expect(says(text)).toEqual([
      '"Labour Day" can’t be read: something in it isn’t written as iCalendar has it.',
      '"Broken" can’t be read: something in it isn’t written as iCalendar has it.',
    ]);
  });
});

describe('a file that is none', () => {
  it.each([
    ['nothing', '', 'The file is empty.'],
    ['white space', ' \r\n\r\n', 'The file is empty.'],
    ['a letter', 'Dear all,\nwe are closed on Friday.', /^That is not an iCalendar file/],
    ['a web page', '<!doctype html><title>Sign in</title>', /^That is not an iCalendar file/],
    ['a visiting card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ines\r\nEND:VCARD', /^That is not an iCalendar file/],
    ['no event', file(), 'There is no event in that file.'],
    ['half a file', file(allDay('20261225', 'Christmas')).slice(0, 130), /^That file breaks off in the middle/],
    ['an end cut off', file(allDay('20261225', 'Christmas')).slice(0, -18), /^That file breaks off in the middle/],
    ['too large', file(allDay('20261225', 'Christmas', `X-LONG:${'ü'.repeat(LARGEST / 2)}`)), /larger than 1 MB/],
  ])('[ICS16] %s: nothing is taken, and it is said what is wrong', (_, text, words) => {
    const taken = read(text);
    expect(taken).toMatchObject({ holidays: [], already: 0 });
    expect(taken.refused).toHaveLength(1);
    expect(taken.refused[0]?.says).toMatch(words);
  });

  it('[ICS17] too many: as many as a calendar has, and not one more', () => {
    const many = (count: number) =>
      file(
        ...Array.from({ length: count }, (_, index) => allDay(dateOf(15_000 + index).replaceAll('-', ''), 'Closed')),
      );
    expect(read(many(2_000)).holidays).toHaveLength(2_000);
    expect(says(many(2_001))).toEqual([expect.stringMatching(/^There are 2001 holidays in that file/)]);
  });

  it('[ICS18] whatever it holds: it ends, nothing is thrown, and what is taken is a date', () => {
    const word = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART;VALUE=DATE:20260229',
      'DTSTART;VALUE=DATE:00000000',
      'DTSTART:99999999',
      'DTSTART;VALUE=DATE:20280229',
      'DTEND;VALUE=DATE:99991231',
      'DURATION:-P3D',
      'DURATION:P99999999999D',
      'RRULE:FREQ=YEARLY',
      'RRULE:FREQ=WEEKLY;BYDAY=-9MO,99FR',
      'RRULE:FREQ=YEARLY;COUNT=99999;BYDAY=MO',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=-31',
      'RRULE:',
      'RDATE:20260101,x',
      'EXDATE;VALUE=DATE:',
      'SUMMARY:\\,\\n\u0000',
      ' folded',
      'STATUS:CANCELLED',
      ':',
      ';',
      '=',
      'X;Y="',
      'UID:1',
      'RECURRENCE-ID;VALUE=DATE:20280229',
      'BEGIN:VALARM',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 8, arbitrary: word }, fc.string()), { maxLength: 24 }), (lines) => {
        const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
        for (const { date, until = date } of read(text).holidays) {
          expect([date, until]).toEqual([date, until].map((day) => dateOf(dayNumber(day))));
        }
      }),
      { numRuns: 500 },
    );
  });
});
