import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { type Config, isLoopback } from '../config.ts';
import { HttpProblem } from './problem.ts';

/** The page of the desktop app. The only foreign origin that may read answers, and never with cookies. */
const DESKTOP = 'app://tierline';
const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Asked by what watches the machine, under whatever name; they say nothing of anybody. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

type Doors = Pick<Config, 'host' | 'publicUrl' | 'tls'>;

/** Lets in what comes from this server's own page, the desktop app, or no browser at all. */
export function guardDoors(app: FastifyInstance, config: Doors): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin === DESKTOP) {
      reply.headers({
        'access-control-allow-origin': DESKTOP,
        'access-control-expose-headers': 'retry-after',
        vary: 'Origin',
      });
      if (request.method === 'OPTIONS') return reply.headers(preflight).code(204).send();
    }
    if (CHANGES.has(request.method)) checkDoor(request.raw, config);
    else if (!PROBES.has(request.url.split('?')[0] ?? '')) checkHost(request.raw, config);
  });
  const headers = headersOf(config);
  app.addHook('onSend', async (request, reply) => {
    reply.headers(headers);
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

/** Throws a 403 where a name that isn't ours was used to get here (DNS rebinding). */
function checkHost({ headers: { host = '' } }: IncomingMessage, config: Doors): void {
  if (isOurs(host, config)) return;
  throw new HttpProblem(
    403,
    'foreignHost',
    `This server isn't called "${host}". Set PUBLIC_URL to the address people use.`,
  );
}

/** As `checkHost`, and a 403 where a page from elsewhere asks. */
export function checkDoor(message: IncomingMessage, config: Doors): void {
  checkHost(message, config);
  const { headers } = message;
  const { host = '', origin } = headers;
  if (origin === DESKTOP) return;
  if (origin !== undefined && !(URL.canParse(origin) && sameSite(new URL(origin), host, config))) {
    throw new HttpProblem(403, 'foreignOrigin', 'Another site asked for this, so nothing was done.');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new HttpProblem(403, 'foreignOrigin', 'Another site asked for this, so nothing was done.');
  }
}

/** Whether a request was made on this machine, by a name that only this machine has. */
export function isAskedOnLoopback({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return isLoopback(nameOf(headers.host ?? '')) && !isForwarded;
}

/** The name in a `Host` header, without port and brackets. */
function nameOf(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
}

/** Our own names: the public one; this machine's; and numbers, which nobody can point elsewhere by DNS. */
function isOurs(host: string, { publicUrl, host: bound }: Doors): boolean {
  const name = nameOf(host);
  if (name === publicUrl?.hostname.toLowerCase()) return true;
  if (isLoopback(bound)) return isLoopback(name);
  return isLoopback(name) || isIP(name) !== 0 || name === bound.toLowerCase() || name === hostname().toLowerCase();
}

function sameSite(origin: URL, host: string, { publicUrl }: Doors): boolean {
  return (
    origin.origin === publicUrl?.origin || (/^https?:$/.test(origin.protocol) && origin.host === host.toLowerCase())
  );
}

const preflight = {
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-tierline-person',
  'access-control-max-age': '600',
};

/** A browser is told to insist on TLS only by a public name: `localhost` belongs to other programs too. */
function headersOf({ publicUrl }: Doors): Record<string, string> {
  const secure = publicUrl?.protocol === 'https:' && !isLoopback(publicUrl.hostname);
  const server = publicUrl ? ` ${publicUrl.origin} ${publicUrl.origin.replace(/^http/, 'ws')}` : '';
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      `connect-src 'self'${server}`,
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
