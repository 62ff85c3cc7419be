import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';
import type { Routes } from './routes.ts';

const A_YEAR = 31_536_000;

/** The built console at `/`. Its hashed assets stay with the browser for good, its page is asked for every time. */
export async function serveConsole(app: Routes, folder: string): Promise<void> {
  const isBuilt = () => existsSync(join(folder, 'index.html'));
  if (isBuilt()) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      cacheControl: false,
      dotfiles: 'deny',
      setHeaders(reply, path) {
        const hashed = /[/\\]assets[/\\]/.test(path);
        reply.header('cache-control', hashed ? `public, max-age=${A_YEAR}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) throw new HttpProblem(404, 'notFound', 'There is nothing at this address.');
    if (!isBuilt()) {
      throw new HttpProblem(
        503,
        'notBuilt',
        'The console is not built yet. Run "npm run build", then start the server again.',
      );
    }
    return page(reply);
  });
}

/** A place inside the console, asked for by its address: the page itself finds the way. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  const isFile = /\.[a-z0-9]+$/i.test(path);
  return method === 'GET' && !path.startsWith('/api/') && !isFile && (headers.accept ?? '').includes('text/html');
}

function page(reply: FastifyReply) {
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
}
