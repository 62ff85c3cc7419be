import { describe, expect, it } from 'vitest';
import { findAll } from '../../../renderer/app/finds.ts';
import { grouped } from '../../../renderer/app/KeySheet.tsx';
import type { Action } from '../../../renderer/ui/keymap.tsx';
import { row } from '../queue/rows.ts';
import { sampleReference } from '../ticket/sample.ts';

const reference = sampleReference();
const action = (id: string, label: string, part: Partial<Action> = {}): Action => ({
  id,
  label,
  group: 'Everywhere',
  keys: ['a'],
  run() {},
  ...part,
});
const actions = [action('new', 'New ticket'), action('dark', 'Dark'), action('desk', 'My desk', { group: 'Go to' })];
const rows = [row(213, { subject: 'VPN drops' }), row(7, { subject: 'The dark screen stays dark' })];
const find = (text: string, hits = [] as typeof rows) =>
  findAll(text, actions, rows, hits, reference).map((one) => {
    switch (one.kind) {
      case 'ticket':
        return `ticket ${one.row.number}`;
      case 'action':
        return `action ${one.action.label}`;
      default:
        return `${one.kind} ${one.name}`;
    }
  });

describe('the palette', () => {
  it('before a word is typed lists what can be done here', () => {
    expect(find('')).toEqual(['action New ticket', 'action Dark', 'action My desk']);
  });

  it('finds tickets by number and by subject, and what the search found in messages after them', () => {
    expect(find('482')).toEqual(['ticket 48213']);
    expect(find('#48213')).toEqual(['ticket 48213']);
    expect(find('vpn', [row(9)])).toEqual(['ticket 48213', 'ticket 48009']);
  });

  it('finds people by name and team', () => {
    expect(find('ruben')).toEqual(['person Ruben Halle']);
    expect(find('network')).toContain('person Ruben Halle');
  });

  it('who types how an action begins means it, whatever tickets say', () => {
    expect(find('dark')).toEqual(['action Dark', 'ticket 48007']);
  });
});

describe('the sheet of keys', () => {
  it('lists each action once, by group, without what has no key or is not for now', () => {
    const list = [
      action('reply', 'Reply', { group: 'Ticket' }),
      action('reply', 'Write a public reply', { group: 'Ticket' }),
      action('look', 'Dark', { keys: [] }),
      action('sync', 'Sync', { enabled: false }),
      action('arrow', 'Arrow', { hidden: true }),
    ];
    expect(grouped(list)).toEqual([['Ticket', [expect.objectContaining({ label: 'Write a public reply' })]]]);
  });
});
