import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { CustomScheme } from 'electron';

/** Where the page lives. A scheme of our own: no `file://` rights, an origin of its own, storage that stays. */
export const ORIGIN = 'app://tierline';

export const scheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true, codeCache: true },
};

/** What the page may load and reach: itself, and the one configured server. */
export function contentSecurityPolicy(server: string): string {
  const socket = server.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${server} ${socket}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}

/** Answers `app://tierline/…` from the bundle's folder and never from anywhere else. */
export function createBundle(deps: { folder: string; server: string }): (request: Request) => Promise<Response> {
  const headers = {
    'content-security-policy': contentSecurityPolicy(deps.server),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    'cache-control': 'no-cache',
  };
  const refuse = (status: number) => new Response(null, { status, headers });

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const file = fileOf(deps.folder, request.url);
    if (!file) return refuse(403);
    const body = await readFile(file).catch(() => null);
    if (!body) return refuse(404);
    const type = types[extname(file)] ?? 'application/octet-stream';
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      headers: { ...headers, 'content-type': type },
    });
  };
}

/** The file an address means, null where it means to get out of the bundle: another host, `..`, a back slash, NUL. */
export function fileOf(folder: string, address: string): string | null {
  const start = `${ORIGIN}/`;
  if (!address.startsWith(start)) return null;
  let path: string;
  try {
    path = decodeURIComponent(address.slice(start.length).replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (/[\\\0:]/.test(path) || path.split('/').includes('..')) return null;
  const file = join(folder, path === '' ? 'index.html' : path);
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};
