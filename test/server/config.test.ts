import { describe, expect, it } from 'vitest';
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
