import { describe, expect, it } from 'vitest';
import { codeIn } from '../../../renderer/sign-in/code-link.ts';

describe('an invitation’s link', () => {
  it('carries its code', () => {
    expect(codeIn('#/code/7KQ2-M4XP-9ZTA')).toBe('7KQ2-M4XP-9ZTA');
    expect(codeIn('#/code/a%2Bb')).toBe('a+b');
  });

  it('any other address carries none', () => {
    for (const hash of ['', '#/queue/desk', '#/code/', '#/code/a/b', '#/code/%E0%A4%A', `#/code/${'x'.repeat(201)}`]) {
      expect(codeIn(hash)).toBeNull();
    }
  });
});
