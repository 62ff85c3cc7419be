import { written } from './json-text.ts';

/** A made-up ticket over a weekend: replied to, waiting for a day, handed on. */
export const example = written({
  op: 'clocks',
  calendar: {
    timezone: 'Europe/Berlin',
    week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
    holidays: ['*-12-25', '*-12-26'],
  },
  policy: {
    targets: {
      firstResponse: { seconds: 3_600, warnAt: [0.75] },
      nextResponse: { seconds: 7_200, pauseIn: ['pending'] },
      resolution: { seconds: 57_600, pauseIn: ['pending', 'onHold'], warnAt: [0.75, 0.9] },
    },
  },
  timeline: [
    { at: '2026-11-20T15:30:00+01:00', type: 'opened' },
    { at: '2026-11-20T16:10:00+01:00', type: 'agentReplied' },
    { at: '2026-11-20T16:12:00+01:00', type: 'statusChanged', status: 'pending' },
    { at: '2026-11-23T11:00:00+01:00', type: 'requesterReplied' },
    { at: '2026-11-23T11:00:00+01:00', type: 'statusChanged', status: 'open' },
    { at: '2026-11-23T13:30:00+01:00', type: 'handedOver', tier: 2 },
    { at: '2026-11-23T14:45:00+01:00', type: 'agentReplied' },
  ],
  at: '2026-11-24T10:00:00+01:00',
});
