import { createHash } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotOpen } from './database.ts';

/**
 * Two servers on one folder would tear its database apart. A lock file outlives a killed process and its number may
 * be somebody else's by then; the name of a local socket goes with the process that holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = socketName(await realpath(folder));
  const server = (await held(name)) ?? ((await isStale(name)) ? await held(name) : null);
  if (!server) {
    throw new CannotOpen(
      `Another Tierline server is already using the data folder ${folder}. Stop it, or give this one a folder of its own with TIERLINE_DATA.`,
    );
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function socketName(folder: string): string {
  const name = `tierline-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function held(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });
}

/** Only a socket that is a file (macOS) can be left behind by a killed process; it is removed. */
function isStale(name: string): Promise<boolean> {
  if (name.startsWith('\0') || name.startsWith('\\')) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(name, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () =>
      unlink(name).then(
        () => resolve(true),
        () => resolve(false),
      ),
    );
  });
}
