import { describe, expect, it } from 'vitest';
import { noFilter } from '../../../renderer/queue/filter.ts';
import { countViews, type Viewer, type ViewId, viewerOf, viewOf } from '../../../renderer/queue/views.ts';
import { visibleRows } from '../../../renderer/queue/visible.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';
import { HOUR, id, MINUTE, MONDAY, sampleReference } from '../ticket/sample.ts';
import { row, target } from './rows.ts';

const reference = sampleReference();
const ines = reference.people.get(id(1));
if (!ines) throw new Error('Ines is missing from the sample');
const viewer: Viewer = viewerOf(ines, id(11), MONDAY);
const mine = { personId: ines.id };
const shown = (view: ViewId, rows: QueueRow[], as = viewer) =>
  visibleRows(rows, viewOf(view), as, noFilter, null, reference).map((one) => one.number);

describe('views of the queue', () => {
  it('my desk holds what I am accountable for and is not done', () => {
    const rows = [row(1, mine), row(2), row(3, { ...mine, status: 'resolved' }), row(4, { personId: id(2) })];
    expect(shown('desk', rows)).toEqual([48_001]);
    expect(shown('desk', rows, { ...viewer, withDone: true })).toEqual([48_001, 48_003]);
  });

  it('offered to me is what is offered to me or, to nobody by name, to a team I work in', () => {
    const offer = { id: id<never>(5), offeredBy: id<never>(2), lapsesAt: MONDAY + HOUR };
    const rows = [
      row(1, { teamId: id(12), offer: { ...offer, toTeamId: id(11), toPersonId: null } }),
      row(2, { teamId: id(12), offer: { ...offer, toTeamId: id(11), toPersonId: ines.id } }),
      row(3, { teamId: id(12), offer: { ...offer, toTeamId: id(11), toPersonId: id(4) } }),
      row(4, { offer: { ...offer, toTeamId: id(12), toPersonId: null } }),
    ];
    expect(shown('offered', rows)).toEqual([48_001, 48_002]);
  });

  it('looking on in a team offers one nothing', () => {
    const looker = { ...ines, memberships: [{ teamId: id<never>(11), role: 'viewer' as const }] };
    const offer = {
      id: id<never>(5),
      offeredBy: id<never>(2),
      lapsesAt: MONDAY,
      toTeamId: id<never>(11),
      toPersonId: null,
    };
    expect(shown('offered', [row(1, { offer })], viewerOf(looker, id(11), MONDAY))).toEqual([]);
  });

  it('promises come by when they fall due, not by what breaches next; what only the policy asks for is none', () => {
    const isPromised = true;
    const rows = [
      row(1, { ...mine, isPromised, promisedUntil: MONDAY + 2 * HOUR }),
      row(2, { ...mine, isPromised, promisedUntil: MONDAY + HOUR }),
      row(3, { personId: id(2), isPromised, promisedUntil: MONDAY }),
      row(4, { ...mine, promisedUntil: MONDAY + HOUR }),
    ];
    expect(shown('promised', rows)).toEqual([48_002, 48_001]);
  });

  it('unassigned and everyone’s are the chosen team’s', () => {
    const rows = [row(1), row(2, mine), row(3, { teamId: id(12) })];
    expect(shown('unassigned', rows)).toEqual([48_001]);
    expect(shown('team', rows)).toEqual([48_001, 48_002]);
    expect(shown('team', rows, { ...viewer, teamId: id(12) })).toEqual([48_003]);
  });

  it('handed off is what the team offers and what it held before', () => {
    const offer = { id: id<never>(5), offeredBy: ines.id, lapsesAt: MONDAY, toTeamId: id<never>(12), toPersonId: null };
    const rows = [
      row(1, { offer }),
      row(2, { teamId: id(12), heldBefore: [id(11)] }),
      row(3),
      row(4, { heldBefore: [id(11)] }),
    ];
    expect(shown('handedOff', rows)).toEqual([48_001, 48_002]);
  });

  it('breaching is due within the hour or past it, not paused, not ended', () => {
    const rows = [
      row(1, { nearest: target(MONDAY - MINUTE) }),
      row(2, { nearest: target(MONDAY + 59 * MINUTE) }),
      row(3, { nearest: target(MONDAY + HOUR) }),
      row(4, { nearest: target(null) }),
      row(5, { nearest: target(MONDAY, { state: 'ended', verdict: 'missed' }) }),
    ];
    expect(shown('breaching', rows)).toEqual([48_001, 48_002]);
  });

  it('counts are those of the lists', () => {
    const rows = [row(1, mine), row(2), row(3, { watching: true }), row(4, { status: 'closed' })];
    const counts = countViews(rows, viewer);
    for (const view of ['desk', 'unassigned', 'team', 'watching', 'all'] as const) {
      expect([view, counts[view]]).toEqual([view, shown(view, rows).length]);
    }
  });

  it('an unknown view is my desk', () => {
    expect(viewOf('nothing like it').id).toBe('desk');
  });
});
