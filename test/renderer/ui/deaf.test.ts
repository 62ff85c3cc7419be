import { describe, expect, it } from 'vitest';
import { createDeafness, DEAF_MS } from '../../../renderer/ui/deaf.ts';

const opened = 10_000;
const begin = () => {
  const deaf = createDeafness(opened);
  /** Whether a press so long (ms) after opening gets through. */
  const heard = (after: number, key = 'Enter', isRepeat = false) => !deaf.press(key, opened + after, isRepeat);
  return { heard, letGo: (key = 'Enter') => !deaf.release(key) };
};

describe('[ESC36] no key typed for something else confirms a dialog', () => {
  it('pressed within 400 ms of its opening it does nothing, neither going down nor coming up', () => {
    const { heard, letGo } = begin();
    expect([heard(0), letGo(), heard(DEAF_MS - 1), letGo()]).toEqual([false, false, false, false]);
  });

  it('held since before, it does nothing however late its first repeat comes', () => {
    const { heard, letGo } = begin();
    expect([heard(500, 'Enter', true), heard(5_000, 'Enter', true), letGo()]).toEqual([false, false, false]);
    expect(heard(5_100)).toBe(true);
  });

  it('pressed too early and held, it does nothing until it is let go and pressed again', () => {
    const { heard, letGo } = begin();
    expect([heard(100), heard(600, 'Enter', true), heard(9_000, 'Enter', true)]).toEqual([false, false, false]);
    letGo();
    expect(heard(9_100)).toBe(true);
  });

  it('pressed anew it is heard, held as well, as for new lines in a text', () => {
    const { heard, letGo } = begin();
    expect([heard(DEAF_MS), heard(DEAF_MS + 500, 'Enter', true), letGo()]).toEqual([true, true, true]);
    expect(letGo()).toBe(false);
  });

  it('one key says nothing of the other', () => {
    const { heard } = begin();
    expect([heard(500), heard(600, ' ', true), heard(700, ' ')]).toEqual([true, false, true]);
  });
});
