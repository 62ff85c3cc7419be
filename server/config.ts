import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Place } from './db/open.ts';

export type LogLevel = (typeof levels)[number];

/** All settings of the server. Each comes from the environment variable that it names. */
export type Config = {
  /** HOST: the address to bind to. */
  host: string;
  /** PORT: 0 lets the system choose. */
  port: number;
  /** PUBLIC_URL: how people reach it from elsewhere; null where they ask the address it binds to. */
  publicUrl: URL | null;
  /** TRUST_PROXY: whose `X-Forwarded-*` is believed: nobody's, everybody's, or these addresses'. */
  trustProxy: boolean | string[];
  /** TIERLINE_TLS_CERT, TIERLINE_TLS_KEY: files in PEM, read at the start. */
  tls: { cert: string; key: string } | null;
  /** TIERLINE_DATA or DATABASE_URL. */
  place: Place;
  /** TIERLINE_DEMO: a demo workspace, and sign-in of its people. Only where `isPrivate`. */
  demo: boolean;
  /** TIERLINE_RESTORED: the database comes from a backup. This start renews its epoch, so that consoles start afresh. */
  restored: boolean;
  /** TIERLINE_LOG */
  log: LogLevel;
  /** TIERLINE_METRICS_TOKEN: opens `/metrics` to others than loopback. */
  metricsToken: string | null;
  /** The built console; served at `/`. */
  console: string;
};

/** What is wrong with a variable, as a sentence that names it. */
export type ConfigProblem = { variable: string; says: string };

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const ROOT = resolve(import.meta.dirname, '..');

/** The settings, or everything that is wrong with them. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const wrong = (variable: string, says: string) => {
    problems.push({ variable, says: `${variable} ${says}` });
  };
  const host = readHost(env, wrong);
  const publicUrl = readPublicUrl(env, wrong);
  const trustProxy = readTrustProxy(env, wrong);
  const opens = opening({ host, publicUrl, trustProxy });
  const config: Config = {
    host,
    port: readPort(env, wrong),
    publicUrl,
    trustProxy,
    tls: readTls(env, wrong),
    place: readPlace(env, wrong),
    demo: readSwitch(env, 'TIERLINE_DEMO', wrong) ?? opens === null,
    restored: readSwitch(env, 'TIERLINE_RESTORED', wrong) ?? false,
    log: readLog(env, wrong),
    metricsToken: given(env, 'TIERLINE_METRICS_TOKEN'),
    console: join(ROOT, 'out', 'renderer'),
  };
  if (config.demo && opens !== null) {
    wrong(
      'TIERLINE_DEMO',
      `can't be on while ${opens}: the demo signs in anybody by one click. Set TIERLINE_DEMO=0, or leave that out.`,
    );
  }
  return problems.length > 0 ? problems : config;
}

/**
 * Which setting lets others than this machine in, in words; null where none does. A name that others know brings
 * others here, and so does a proxy, on this machine too.
 */
export function opening({ host, publicUrl, trustProxy }: Pick<Config, 'host' | 'publicUrl' | 'trustProxy'>) {
  if (!isLoopback(host)) return `HOST is ${host}`;
  if (publicUrl && !isLoopback(publicUrl.hostname)) return `PUBLIC_URL is ${publicUrl.origin}`;
  return trustProxy === false ? null : 'TRUST_PROXY is set';
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host === '::ffff:127.0.0.1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

type Env = Readonly<Record<string, string | undefined>>;
type Wrong = (variable: string, says: string) => void;

function given(env: Env, variable: string): string | null {
  const value = env[variable]?.trim();
  return value ? value : null;
}

function readHost(env: Env, wrong: Wrong): string {
  const host = given(env, 'HOST') ?? '127.0.0.1';
  if (isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    wrong('HOST', `is "${host}", which is no address to bind to. Give an IP address or a host name, e.g. 0.0.0.0.`);
  }
  return host;
}

function readPort(env: Env, wrong: Wrong): number {
  const port = given(env, 'PORT') ?? '4680';
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  wrong('PORT', `is "${port}". Give a number from 0 to 65535.`);
  return 0;
}

function readPublicUrl(env: Env, wrong: Wrong): URL | null {
  const value = given(env, 'PUBLIC_URL');
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url;
  wrong('PUBLIC_URL', `is "${value}". Give the address people use, without a path, e.g. https://desk.example.com.`);
  return null;
}

function readTrustProxy(env: Env, wrong: Wrong): boolean | string[] {
  const value = given(env, 'TRUST_PROXY');
  if (!value || value === '0' || value === 'false') return false;
  if (value === '1' || value === 'true') return true;
  const list = value.split(',').map((part) => part.trim());
  const known = ['loopback', 'linklocal', 'uniquelocal'];
  const bad = list.find((part) => !known.includes(part) && isIP(part.split('/')[0] ?? '') === 0);
  if (bad !== undefined) {
    wrong('TRUST_PROXY', `names "${bad}". Give 1, 0, or the proxies' addresses separated by commas, e.g. 10.0.0.0/8.`);
  }
  return list;
}

function readTls(env: Env, wrong: Wrong): Config['tls'] {
  const read = (variable: string) => {
    const path = given(env, variable);
    if (!path) return null;
    try {
      const text = readFileSync(path, 'utf8');
      if (text.includes('-----BEGIN ')) return text;
      wrong(variable, `names ${path}, which isn't a file in PEM format.`);
    } catch {
      wrong(variable, `names ${path}, which can't be read.`);
    }
    return null;
  };
  const named = { cert: given(env, 'TIERLINE_TLS_CERT'), key: given(env, 'TIERLINE_TLS_KEY') };
  const cert = read('TIERLINE_TLS_CERT');
  const key = read('TIERLINE_TLS_KEY');
  if (named.cert && !named.key) wrong('TIERLINE_TLS_KEY', 'is missing: a certificate needs its key.');
  if (named.key && !named.cert) wrong('TIERLINE_TLS_CERT', 'is missing: a key needs its certificate.');
  if (!cert || !key) return null;
  const fits = (part: { cert?: string; key?: string }) => {
    try {
      createSecureContext(part);
      return true;
    } catch {
      return false;
    }
  };
  if (!fits({ cert })) wrong('TIERLINE_TLS_CERT', `names ${named.cert}, which holds no certificate.`);
  else if (!fits({ key }))
    wrong('TIERLINE_TLS_KEY', `names ${named.key}, which holds no private key without a password.`);
  else if (!fits({ cert, key })) wrong('TIERLINE_TLS_KEY', "isn't the key of the certificate in TIERLINE_TLS_CERT.");
  return { cert, key };
}

function readPlace(env: Env, wrong: Wrong): Place {
  const url = given(env, 'DATABASE_URL');
  if (!url) return { kind: 'folder', folder: resolve(given(env, 'TIERLINE_DATA') ?? join(ROOT, '.tierline', 'data')) };
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    wrong('DATABASE_URL', "isn't the address of a PostgreSQL, e.g. postgres://user:password@host:5432/tierline.");
  }
  return { kind: 'postgres', url };
}

function readSwitch(env: Env, variable: string, wrong: Wrong): boolean | null {
  const value = given(env, variable);
  if (value === null) return null;
  if (value !== '0' && value !== '1') wrong(variable, `is "${value}". Give 1 or 0.`);
  return value === '1';
}

function readLog(env: Env, wrong: Wrong): LogLevel {
  const value = given(env, 'TIERLINE_LOG') ?? 'info';
  const level = levels.find((one) => one === value);
  if (!level) wrong('TIERLINE_LOG', `is "${value}". Give one of ${levels.join(', ')}.`);
  return level ?? 'info';
}
