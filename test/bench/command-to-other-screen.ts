import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { type Ground, openBrowser, signIn } from './browser.ts';
import { type Figure, figureOf } from './figures.ts';

type Asked = { url: string; held: number; rounds: number; enough(): boolean };

const PATIENCE = 180_000;
const ROUND_AT_MOST = 30_000;
const rowOf = (id: string) => `[role=grid] [id="${id}"]`;

/**
 * Ines takes a ticket; until the frame in which it has left "Unassigned" on Marta's screen, in another browser. Beside
 * it, by turns and in the same two browsers: a button, a socket, one insert, a word on the other page.
 */
export async function commandToOtherScreen(ground: Ground, { url, held, rounds, enough }: Asked): Promise<Figure> {
  const [one, other] = [await openBrowser(ground), await openBrowser(ground)];
  const ines = await atUnassigned(one, url, 'Ines Kovač');
  const marta = await atUnassigned(other, url, 'Marta Vogl');
  const bare = await startBareServer(ground);
  const button = await one.newPage();
  const word = await other.newPage();
  for (const page of [button, word]) {
    await page.goto(bare);
    await page.waitForFunction(() => document.title === 'open');
  }
  const tierline: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < rounds && !(round > 0 && enough()); round++) {
    for (const page of [ines, marta]) await page.bringToFront();
    tierline.push(await takeFirst(ines, marta));
    for (const page of [button, word]) await page.bringToFront();
    baseline.push(await clickBare(button, word));
  }
  return figureOf({
    name: 'command-to-other-screen',
    unit: 'ms',
    tierline,
    baseline,
    notes: `from the key T to the frame on the other screen, ${held} tickets on each console, server on PGlite; baseline: click, ws, one insert in PGlite with the same fsync, ws, frame`,
  });
}

async function atUnassigned(context: BrowserContext, url: string, name: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await signIn(page, name, PATIENCE);
  await page.goto(`${url}/#/queue/unassigned`);
  await page.getByRole('grid').focus();
  return page;
}

/** The first ticket of both lists: they are in the same order, and what is taken leaves. */
async function takeFirst(ines: Page, marta: Page): Promise<number> {
  await ines.keyboard.press('Home');
  const id = await ines.getByRole('grid').getAttribute('aria-activedescendant');
  if (!id) throw new Error('nothing is left to take');
  await marta.locator(rowOf(id)).waitFor();
  await watchForGone(marta, rowOf(id));
  await watchFor(ines, 'keydown');
  await ines.keyboard.press('t');
  return between(ines, marta);
}

async function clickBare(button: Page, word: Page): Promise<number> {
  await watchForGone(word, null);
  await watchFor(button, 'click');
  await button.locator('#go').click();
  return between(button, word);
}

const PRESSED = 'bench:pressed';
const SEEN = 'bench:seen';

/** Marks when the page hears the next key or click. */
async function watchFor(page: Page, type: 'keydown' | 'click'): Promise<void> {
  await page.evaluate(
    ([name, mark]) => {
      performance.clearMarks(mark);
      addEventListener(name, () => performance.mark(mark), { once: true, capture: true });
    },
    [type, PRESSED] as const,
  );
}

/** Marks when the frame begins that shows it: an element gone, or, without one to look for, anything different. */
async function watchForGone(page: Page, element: string | null): Promise<void> {
  await page.evaluate(
    ([selector, mark]) => {
      performance.clearMarks(mark);
      const watch = new MutationObserver(() => {
        if (selector && document.querySelector(selector)) return;
        watch.disconnect();
        requestAnimationFrame(() => performance.mark(mark));
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    },
    [element, SEEN] as const,
  );
}

/** Both pages read the machine's clock, so their times can be compared. */
async function between(here: Page, there: Page): Promise<number> {
  const seen = await timeOf(there, SEEN);
  return seen - (await timeOf(here, PRESSED));
}

async function timeOf(page: Page, mark: string): Promise<number> {
  const marked = await page.waitForFunction(
    (name) => {
      const [entry] = performance.getEntriesByName(name);
      return entry ? performance.timeOrigin + entry.startTime : null;
    },
    mark,
    { polling: 100, timeout: ROUND_AT_MOST },
  );
  return (await marked.jsonValue()) ?? Number.NaN;
}

async function startBareServer({ folder, onEnd }: Ground): Promise<string> {
  const args = [join(import.meta.dirname, 'bare-server.ts'), join(folder, 'bare')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  onEnd(
    () =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  );
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve((message as { listening: string }).listening));
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
}
