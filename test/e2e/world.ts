import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Locator, type Page } from 'playwright/test';
import type { Desktop } from '../support/electron/desktop.ts';
import { launchTierline } from '../support/electron/launch.ts';
import { startLine } from '../support/line.ts';
import { runServer, type ServerProcess } from './server-process.ts';

/** The real server in a process and a folder of its own, with the demo workspace. */
export type World = {
  url: string;
  /** Ends the server as a crash would; `start` brings it back on the same data and port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const data = mkdtempSync(join(tmpdir(), 'tierline-world-'));
  const seeded = process.env.TIERLINE_SEEDED;
  if (seeded) cpSync(seeded, data, { recursive: true });
  let server: ServerProcess | null = null;
  let port = '0';
  const end = async (signal: NodeJS.Signals) => {
    await server?.end(signal);
    server = null;
  };
  const world: World = {
    url: '',
    async start() {
      server = await runServer({ TIERLINE_DATA: data, PORT: port, ...env });
      world.url = server.url;
      port = new URL(server.url).port;
    },
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
  await world.start();
  return world;
}

/** Somebody at their own machine: a console, and a line to the server that can be cut. */
export type Desk = {
  page(): Page;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Ends the console and starts it anew on what this machine keeps. */
  restart(): Promise<void>;
  leave(): Promise<void>;
  /** The desktop app itself, where it is one. */
  desktop: Desktop | null;
};

/** Opens a console for somebody; null: nobody has signed in yet. */
export type SitDown = (world: World, name: string | null) => Promise<Desk>;

export function inBrowser(browser: Browser): SitDown {
  return async (world, name) => {
    const line = await startLine(world.url);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    await context.grantPermissions(['notifications'], { origin: line.url });
    const page = await context.newPage();
    await page.goto(line.url);
    if (name) await signIn(page, name);
    return {
      page: () => page,
      cut: async () => line.cut(),
      mend: async () => line.mend(),
      restart: async () => void (await page.reload()),
      desktop: null,
      async leave() {
        await context.close();
        await line.close();
      },
    };
  };
}

/** The built desktop app: on Electron where its program is there, on the stand-in elsewhere. */
export const onDesktop: SitDown = async (world, name) => {
  const userData = mkdtempSync(join(tmpdir(), 'tierline-desktop-'));
  let desktop = await launchTierline({ userData, server: world.url });
  if (name) await signIn(desktop.page(), name);
  return {
    page: () => desktop.page(),
    cut: () => desktop.network(false),
    mend: () => desktop.network(true),
    async restart() {
      await desktop.kill();
      desktop = await launchTierline({ userData, server: world.url });
      await desktop.network(false);
    },
    get desktop() {
      return desktop;
    },
    async leave() {
      await desktop.kill();
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('contentinfo').getByText('Live', { exact: true }).waitFor();
}

/** By the keys, as soon as the dialog hears them: for a moment after it opens it is deaf to what confirms. */
export async function confirm(page: Page, dialog: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden({ timeout: 1_000 });
  }).toPass();
}
