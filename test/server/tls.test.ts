import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { selfSigned } from '#test/support/certificate.ts';
import { temporaryFolder } from '#test/support/database.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATIENT = 120_000;

describe('TLS', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let child: ChildProcess | null;
  let said: string;

  beforeEach(async () => {
    temporary = await temporaryFolder();
    child = null;
    said = '';
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await temporary.remove();
  });

  const file = async (name: string, text: string) => {
    const path = join(temporary.folder, name);
    await writeFile(path, text);
    return path;
  };
  const start = (env: Record<string, string>) => {
    const folder = join(temporary.folder, 'data');
    const own = { PATH: process.env.PATH ?? '', PORT: '0', TIERLINE_DEMO: '0', TIERLINE_DATA: folder, ...env };
    child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
      env: own,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    return child;
  };
  const listening = (started: ChildProcess) =>
    new Promise<string>((resolve, reject) => {
      started.once('message', (message) => resolve((message as { listening: string }).listening));
      started.once('exit', () => reject(new Error(`it ended: ${said}`)));
    });

  it('the page, the API and the socket answer over https', { timeout: PATIENT }, async () => {
    const { cert, key } = selfSigned();
    const url = await listening(
      start({ TIERLINE_TLS_CERT: await file('cert.pem', cert), TIERLINE_TLS_KEY: await file('key.pem', key) }),
    );
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const ask = (path: string, body?: object) => askOver(`${url}${path}`, cert, body);

    const page = await ask('/');
    expect(page.status).toBe(existsSync(join(ROOT, 'out/renderer/index.html')) ? 200 : 503);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(await ask('/api/hello')).toMatchObject({ status: 200, body: expect.stringContaining('serverId') });

    const code = /one-time code: ([a-z0-9-]{23})/.exec(said)?.[1];
    const signIn = { how: 'code', code, name: 'Nora First', email: 'nora@example.com', password: 'a long password' };
    const session = await ask('/api/session', { ...signIn, shell: 'browser' });
    const [cookie] = session.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict/);
    const socket = new WebSocket(`${url.replace('https', 'wss')}/api/poke`, {
      ca: cert,
      headers: { cookie: cookie?.split(';')[0] ?? '', origin: url },
    });
    const [first] = await once(socket, 'message');
    expect(JSON.parse(String(first))).toHaveProperty('type');
    socket.close();
    await once(socket, 'close');
  });

  it('a key of another certificate stops the start, by name', { timeout: PATIENT }, async () => {
    const started = start({
      TIERLINE_TLS_CERT: await file('cert.pem', selfSigned().cert),
      TIERLINE_TLS_KEY: await file('key.pem', selfSigned().key),
    });
    await once(started, 'close');
    const says = "TIERLINE_TLS_KEY isn't the key of the certificate in TIERLINE_TLS_CERT.\n";
    expect([started.exitCode, said]).toEqual([1, says]);
  });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Asks over https, trusting this certificate and no other. */
function askOver(url: string, ca: string, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'content-type': 'application/json' } : { accept: 'text/html' };
    const asked = request(url, { ca, method: body ? 'POST' : 'GET', headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body ? JSON.stringify(body) : undefined);
  });
}
