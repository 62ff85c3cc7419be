import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Ground } from './browser.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Builds the list of `bare-list/` as the console is built, and serves it. Answers its address. */
export async function serveBareList({ folder, onEnd }: Pick<Ground, 'folder' | 'onEnd'>): Promise<string> {
  const outDir = join(folder, 'bare-list');
  await build({
    root: join(import.meta.dirname, 'bare-list'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true },
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    const body = await readFile(join(outDir, file)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
