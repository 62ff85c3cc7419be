import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { selfSigned } from '#test/support/certificate.ts';
import { type Config, readConfig } from '../../server/config.ts';

describe('settings', () => {
  const read = (env: Record<string, string>): Config => {
    const config = readConfig(env);
    if (Array.isArray(config)) throw new Error(config.map((problem) => problem.says).join(' '));
    return config;
  };
  const wrong = (env: Record<string, string>): string[] => {
    const config = readConfig(env);
    return Array.isArray(config) ? config.map((problem) => problem.variable) : [];
  };

  it('without any: loopback, port 4680, the demo, a folder of its own', () => {
    expect(read({})).toMatchObject({ host: '127.0.0.1', port: 4680, demo: true, tls: null, place: { kind: 'folder' } });
  });

  it('beyond loopback there is no demo, unless asked for, and then no start', () => {
    expect(read({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(read({ HOST: '::1' }).demo).toBe(true);
    expect(wrong({ HOST: '0.0.0.0', TIERLINE_DEMO: '1' })).toEqual(['TIERLINE_DEMO']);
    expect(wrong({ HOST: 'desk.example.com', TIERLINE_DEMO: '1' })).toEqual(['TIERLINE_DEMO']);
    expect(read({ PUBLIC_URL: 'https://desk.example.com' }).demo).toBe(false);
    expect(wrong({ PUBLIC_URL: 'https://desk.example.com', TIERLINE_DEMO: '1' })).toEqual(['TIERLINE_DEMO']);
    expect(read({ TRUST_PROXY: '1' }).demo).toBe(false);
    expect(wrong({ TRUST_PROXY: 'loopback', TIERLINE_DEMO: '1' })).toEqual(['TIERLINE_DEMO']);
  });

  it.each([
    ['HOST', 'not a host'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'desk.example.com'],
    ['PUBLIC_URL', 'https://desk.example.com/path'],
    ['TRUST_PROXY', 'my-proxy'],
    ['TIERLINE_DEMO', 'yes'],
    ['TIERLINE_LOG', 'loud'],
    ['TIERLINE_RESTORED', 'yes'],
    ['DATABASE_URL', 'mysql://db/tierline'],
    ['TIERLINE_TLS_CERT', '/nowhere/cert.pem'],
    ['TIERLINE_TLS_KEY', import.meta.filename],
  ])('a wrong %s (%s) is named', (variable, value) => {
    const problems = readConfig({ [variable]: value });
    expect(Array.isArray(problems) && problems.map((problem) => problem.variable)).toContain(variable);
    expect(Array.isArray(problems) && problems.every((problem) => problem.says.startsWith(problem.variable))).toBe(
      true,
    );
  });

  describe('of TLS', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tierline-tls-'));
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const [mine, other] = [selfSigned(), selfSigned()];
    const cert = file('cert.pem', mine.cert);
    const key = file('key.pem', mine.key);
    const broken = file('broken.pem', mine.cert.replace(/\n[^-]{20}/, `\n${'A'.repeat(20)}`));
    afterAll(() => rmSync(folder, { recursive: true }));
    const says = (env: Record<string, string>) => {
      const config = readConfig(env);
      return Array.isArray(config) ? config.map((problem) => problem.says) : [];
    };

    it('a certificate and its key are read', () => {
      expect(read({ TIERLINE_TLS_CERT: cert, TIERLINE_TLS_KEY: key }).tls).toEqual(mine);
    });

    it('one alone is said by name', () => {
      expect(says({ TIERLINE_TLS_CERT: cert })).toEqual(['TIERLINE_TLS_KEY is missing: a certificate needs its key.']);
      expect(says({ TIERLINE_TLS_KEY: key })).toEqual(['TIERLINE_TLS_CERT is missing: a key needs its certificate.']);
    });

    it('what can’t be read, is something else or belongs to another is said by name', () => {
      expect(says({ TIERLINE_TLS_CERT: '/nowhere/cert.pem', TIERLINE_TLS_KEY: key })).toEqual([
        "TIERLINE_TLS_CERT names /nowhere/cert.pem, which can't be read.",
      ]);
      expect(says({ TIERLINE_TLS_CERT: cert, TIERLINE_TLS_KEY: '/nowhere/key.pem' })).toEqual([
        "TIERLINE_TLS_KEY names /nowhere/key.pem, which can't be read.",
      ]);
      expect(says({ TIERLINE_TLS_CERT: broken, TIERLINE_TLS_KEY: key })).toEqual([
        `TIERLINE_TLS_CERT names ${broken}, which holds no certificate.`,
      ]);
      expect(says({ TIERLINE_TLS_CERT: cert, TIERLINE_TLS_KEY: cert })).toEqual([
        `TIERLINE_TLS_KEY names ${cert}, which holds no private key without a password.`,
      ]);
      expect(says({ TIERLINE_TLS_CERT: cert, TIERLINE_TLS_KEY: file('other.pem', other.key) })).toEqual([
        "TIERLINE_TLS_KEY isn't the key of the certificate in TIERLINE_TLS_CERT.",
      ]);
    });
  });

  it('a restored database is said once', () => {
    expect([read({}).restored, read({ TIERLINE_RESTORED: '1' }).restored]).toEqual([false, true]);
  });

  it('everything wrong is named at once', () => {
    expect(wrong({ PORT: 'x', TIERLINE_LOG: 'y' })).toEqual(['PORT', 'TIERLINE_LOG']);
  });

  it('proxies are trusted by address', () => {
    expect(read({ TRUST_PROXY: '10.0.0.0/8, loopback' }).trustProxy).toEqual(['10.0.0.0/8', 'loopback']);
    expect([read({ TRUST_PROXY: '1' }).trustProxy, read({}).trustProxy]).toEqual([true, false]);
  });
});
