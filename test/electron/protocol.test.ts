import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, createBundle, fileOf } from '../../electron/main/protocol.ts';

const server = 'https://tierline.example';
let outside: string;
let answer: ReturnType<typeof createBundle>;
const get = (path: string, method = 'GET') => answer(new Request(`app://tierline/${path}`, { method }));

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'tierline-bundle-'));
  const folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(outside, 'renderer-other'));
  writeFileSync(join(folder, 'index.html'), '<title>Tierline</title>');
  writeFileSync(join(folder, 'assets', 'index-1.js'), 'export {}');
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'renderer-other', 'secret.txt'), 'secret');
  answer = createBundle({ folder, server });
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe('app://tierline', () => {
  it('serves the page and its parts, each as what it is', async () => {
    const page = await get('');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Tierline');
    const script = await get('assets/index-1.js?v=1#x');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('says what is not there', async () => {
    expect((await get('nothing.js')).status).toBe(404);
    expect((await get('assets')).status).toBe(404);
  });

  it('answers no other method', async () => {
    expect((await get('', 'POST')).status).toBe(405);
  });

  it('lets the page run its own scripts only, and reach its own server only', async () => {
    const policy = (await get('')).headers.get('content-security-policy') ?? '';
    expect(policy).toBe(contentSecurityPolicy(server));
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://tierline.example wss://tierline.example;");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
  });

  for (const address of [
    'app://tierline/../secret.txt',
    'app://tierline/%2e%2e/secret.txt',
    'app://tierline/..%2fsecret.txt',
    'app://tierline/assets/..%2f..%2fsecret.txt',
    'app://tierline/..%5csecret.txt',
    'app://tierline/..\\secret.txt',
    'app://tierline/../renderer-other/secret.txt',
    'app://tierline/%2e%2e%2frenderer-other%2fsecret.txt',
    'app://tierline/C:%5csecret.txt',
    'app://tierline/index.html%00.txt',
    'app://tierline/%zz',
    'app://other/index.html',
    'app://tierline.evil.example/index.html',
    'file:///etc/passwd',
  ]) {
    it(`${address} is outside the bundle`, () => {
      expect(fileOf(join(outside, 'renderer'), address)).toBeNull();
    });
  }

  it('an absolute path stays inside too', () => {
    const folder = join(outside, 'renderer');
    expect(fileOf(folder, 'app://tierline//etc/passwd')).toBe(join(folder, 'etc', 'passwd'));
  });
});
