import { describe, expect, it } from 'vitest';
import { newTag, noTag } from '../../../renderer/queue/pickers/new-tag.ts';

describe('a tag that nobody used before', () => {
  it('is offered as it will be written', () => {
    expect(newTag(' North Depot ')).toEqual({ value: 'north depot', label: 'Add “north depot”' });
    expect(noTag('North Depot')).toBeNull();
  });

  it.each(['vpn/depot', '#vpn', 'x'.repeat(41)])('is not offered where it can be none, and why is said: %s', (text) => {
    expect(newTag(text)).toBeNull();
    expect(noTag(text)).toBe('A tag is up to 40 letters, digits, spaces, dots or dashes.');
  });
});
