import { describe, expect, it } from 'vitest';
import {
  chipsOf,
  type Filter,
  Filter as FilterShape,
  isNarrowed,
  narrows,
  noFilter,
} from '../../../renderer/queue/filter.ts';
import { suggestionsFor } from '../../../renderer/queue/suggest.ts';
import { id, sampleReference } from '../ticket/sample.ts';
import { row } from './rows.ts';

const known = sampleReference();
const rows = [
  row(1, { subject: 'VPN drops every 20 minutes', tags: ['network', 'vpn'], priority: 1 }),
  row(2, { subject: 'Printer jams', tags: ['printer'], status: 'pending', teamId: id(12), personId: id(2) }),
  row(213, { subject: 'Badge reader dead', requesterId: id(7) }),
];
const left = (part: Partial<Filter>, hits: string[] | null = null) =>
  rows.filter(narrows({ ...noFilter, ...part }, hits && new Set(hits as never[]), known)).map((one) => one.number);

describe('the filter of the queue', () => {
  it('an empty one narrows nothing', () => {
    expect(left({})).toHaveLength(3);
    expect(isNarrowed(noFilter)).toBe(false);
  });

  it('within a list any fits, between lists all must', () => {
    expect(left({ statuses: ['open', 'pending'] })).toHaveLength(3);
    expect(left({ statuses: ['pending'], priorities: [1] })).toEqual([]);
    expect(left({ statuses: ['open'], priorities: [1] })).toEqual([48_001]);
  });

  it('a tier means all its teams', () => {
    expect(left({ tierIds: [id(22)] })).toEqual([48_002]);
  });

  it('all tags must be there', () => {
    expect(left({ tags: ['network', 'vpn'] })).toEqual([48_001]);
    expect(left({ tags: ['network', 'printer'] })).toEqual([]);
  });

  it('a skill means every category that asks for it', () => {
    const category = [...known.categories.values()].find((one) => one.skill !== null);
    if (!category?.skill) throw new Error('the sample has no category with a skill');
    const fits = narrows({ ...noFilter, skills: [category.skill] }, null, known);
    expect([row(1, { categoryId: category.id }), row(2)].map(fits)).toEqual([true, false]);
  });

  it('who holds it and who asked narrow too', () => {
    expect(left({ personIds: [id(2)] })).toEqual([48_002]);
    expect(left({ requesterIds: [id(7)] })).toEqual([48_213]);
  });

  it('words narrow at once by subject, number and tag, before the search has answered', () => {
    expect(left({ text: 'vpn DROPS' })).toEqual([48_001]);
    expect(left({ text: '#482' })).toEqual([48_213]);
    expect(left({ text: 'printer' })).toEqual([48_002]);
  });

  it('what the search found in messages stays in', () => {
    expect(left({ text: 'lorries' })).toEqual([]);
    expect(left({ text: 'lorries' }, [rows[2]?.id ?? ''])).toEqual([48_213]);
  });

  it('each chip says what it is and can be taken off alone', () => {
    const filter: Filter = {
      ...noFilter,
      statuses: ['open'],
      priorities: [1, 2],
      teamIds: [id(12)],
      personIds: [id(2)],
    };
    const chips = chipsOf(filter, known);
    expect(chips.map((chip) => chip.label)).toEqual(['Open', 'P1', 'P2', 'Network L2', 'held by Ruben Halle']);
    expect(chips[1]?.without).toEqual({ ...filter, priorities: [2] });
  });

  it('a saved one of an earlier shape is still read', () => {
    const { personIds: _, requesterIds: __, skills: ___, ...old } = noFilter;
    expect(FilterShape.parse(old)).toEqual(noFilter);
  });
});

describe('what typed words could name', () => {
  const offers = (text: string) =>
    suggestionsFor({ ...noFilter, text }, known, rows).map(({ kind, label, count }) => `${kind}: ${label} (${count})`);

  it('offers nothing before a word is typed', () => {
    expect(offers('')).toEqual([]);
  });

  it('names teams, tags, priorities and statuses with how many they leave, the best fit first', () => {
    expect(offers('network')).toEqual(['tag: network (1)', 'team: Network L2 (1)']);
    expect(offers('p1')[0]).toBe('priority: P1 (1)');
    expect(offers('waiting')).toEqual(['status: Waiting for requester (1)']);
  });

  it('counts what taking it would show: within what is narrowed already', () => {
    const [offer] = suggestionsFor({ ...noFilter, priorities: [1], text: 'network l2' }, known, rows);
    expect(offer).toMatchObject({ label: 'Network L2', count: left(offer?.with ?? {}).length });
    expect(offer?.count).toBe(0);
  });

  it('taking one takes the words away', () => {
    const [first] = suggestionsFor({ ...noFilter, text: 'network l2' }, known, rows);
    expect(first?.with).toEqual({ ...noFilter, teamIds: [id(12)] });
  });
});
