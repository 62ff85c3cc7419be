import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';

/** `npm start`: the server, then the desktop app, or the browser console's address where Electron can't be had. */
const root = join(import.meta.dirname, '..');
const wantsShell = process.env.TIERLINE_SHELL !== 'none';
build(root);
const server = startServer();
const address = await listening(server);
const electron = wantsShell ? electronBinary() : null;
if (electron) startDesktop(electron, address);
else if (wantsShell) {
  say("Electron's program couldn't be downloaded here, so the console runs in your browser instead.");
}
say(`Tierline is ready: ${address}`);
process.exitCode = await ended(server);

function startServer(): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: process.env,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
  return child;
}

/** The server says over IPC where it listens; it ends with a sentence of its own where it can't. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(String((message as { listening: string }).listening)));
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}

function ended(child: ChildProcess): Promise<number> {
  child.removeAllListeners('exit');
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
}

/** Where Electron's program is, after trying to fetch it; null where that isn't possible. */
function electronBinary(): string | null {
  const home = join(root, 'node_modules', 'electron');
  const installed = () => {
    const path = join(home, 'path.txt');
    const file = existsSync(path) ? join(home, 'dist', readFileSync(path, 'utf8')) : null;
    return file && existsSync(file) ? file : null;
  };
  const there = installed();
  if (there) return there;
  spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: 120_000 });
  return installed();
}

function startDesktop(electron: string, server: string): void {
  const desktop = spawn(electron, [root], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TIERLINE_SERVER: server },
  });
  desktop.once('exit', () => process.kill(process.pid, 'SIGTERM'));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
