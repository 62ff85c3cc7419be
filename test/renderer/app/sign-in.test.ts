import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CodeForm } from '../../../renderer/sign-in/CodeForm.tsx';
import { forgetWord, leaveWord, partingWord } from '../../../renderer/sign-in/parting.ts';

const form = (code: string | null) =>
  renderToStaticMarkup(createElement(CodeForm, { busy: false, shell: 'browser', code, onSubmit: async () => {} }));

describe('setting a password by a one-time code', () => {
  it('says how long it must be, before it is sent', () => {
    expect(form('7KQ2')).toContain('At least 10 characters.');
    expect(form(null)).toContain('At least 10 characters.');
  });

  it('who came by an invitation’s link is not asked whether they are the first here', () => {
    expect(form('7KQ2')).not.toContain('first');
    expect(form(null)).toContain('I am the first administrator');
  });
});

describe('access taken away', () => {
  it('is said on the page that follows, until somebody signs in', () => {
    const kept = new Map<string, string>();
    const storage = () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    expect(partingWord(storage)).toBeNull();
    leaveWord(storage);
    expect(partingWord(storage)).toMatch(/^An administrator took your access away/);
    forgetWord(storage);
    expect(partingWord(storage)).toBeNull();
  });

  it('nothing breaks where the browser keeps nothing', () => {
    const refuses = () => {
      throw new DOMException('No', 'SecurityError');
    };
    leaveWord(refuses);
    forgetWord(refuses);
    expect(partingWord(refuses)).toBeNull();
  });
});
