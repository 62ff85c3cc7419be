import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { WebSocketServer } from 'ws';
import { personId } from './machine.ts';

/** Built main and preload, as `electron-vite build` makes them, around a page of the test's own. */
export async function buildAround(page: string, script: string): Promise<{ out: string; remove: () => void }> {
  const out = mkdtempSync(join(tmpdir(), 'tierline-out-'));
  const root = join(import.meta.dirname, '..', '..');
  const { config } = await resolveConfig({ root, logLevel: 'error' }, 'build', 'production');
  for (const part of ['main', 'preload'] as const) {
    const made = config?.[part];
    await build({ ...made, configFile: false, build: { ...made?.build, outDir: join(out, part), emptyOutDir: true } });
  }
  mkdirSync(join(out, 'renderer'));
  writeFileSync(join(out, 'renderer', 'index.html'), page);
  writeFileSync(join(out, 'renderer', 'page.js'), script);
  return { out, remove: () => rmSync(out, { recursive: true, force: true }) };
}

export const token = 'a-secret-token';

/** As much of a server as main and page talk to here: signs anybody in, says back who asked, and echoes on its socket. */
export async function startProbeServer(allowed = 'app://tierline') {
  const asked: { what: string; authorization: string | undefined; origin: string | undefined }[] = [];
  const http = createServer((request, response) => {
    const { authorization, origin } = request.headers;
    asked.push({ what: `${request.method} ${request.url}`, authorization, origin });
    response.setHeader('access-control-allow-origin', allowed);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.method === 'POST' ? session : { authorization: authorization ?? null }));
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => {
    const { authorization, origin } = request.headers;
    asked.push({ what: `WS ${request.url}`, authorization, origin });
    socket.on('message', (said) => socket.send(`echo ${said}`));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const session = {
  person: {
    id: personId(1),
    name: 'Ines Kovač',
    email: 'ines.kovac@tierline.example',
    zone: 'Europe/Berlin',
    memberships: [],
    skills: [],
    managerId: null,
    deputyIds: [],
    workLimit: 6,
    administrator: false,
    auditor: false,
    active: true,
  },
  serverId: '00000000-0000-7000-8009-000000000001',
  epoch: '00000000-0000-7000-8009-000000000002',
  protocol: 1,
  serverTime: 1,
  expiresAt: 2,
  token,
};
