import type { Page } from 'playwright';
import { type Ground, openBrowser, signIn } from './browser.ts';
import { type Figure, figureOf } from './figures.ts';

type Asked = { url: string; tickets: number; rounds: number; enough(): boolean };

/** Longest a first sync may take before it counts as hung, ms. */
const PATIENCE = 180_000;

/**
 * From the click that signs in until the console is live and holds every ticket in IndexedDB; beside it the same rows,
 * fetched beforehand, put into one object store in one transaction.
 */
export async function firstSync(ground: Ground, { url, tickets, rounds, enough }: Asked): Promise<Figure> {
  const tierline: number[] = [];
  const baseline: number[] = [];
  let held = 0;
  let bytes = 0;
  for (let round = 0; round < rounds && !(round > 0 && enough()); round++) {
    const context = await openBrowser(ground);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    tierline.push(await signIn(page, 'Ines Kovač', PATIENCE));
    held = await page.evaluate(countHeld);
    if (held < tickets) throw new Error(`live with ${held} of ${tickets} tickets`);
    const bare = await bareWrite(page, url);
    baseline.push(bare.ms);
    bytes = bare.bytes;
    await context.close();
  }
  const size = `${held} tickets with their conversations, ${Math.round(bytes / 1e6)} MB as JSON`;
  return figureOf({
    name: 'first-sync',
    unit: 'ms',
    tierline,
    baseline,
    notes: `${size}; server on PGlite; baseline: put into one object store, one transaction, strict durability`,
  });
}

/** Runs in the page: how many tickets lie in the console's database. */
async function countHeld(): Promise<number> {
  const name = (await indexedDB.databases())
    .map((one) => one.name ?? '')
    .find((one) => /^tierline-[0-9a-f]{8}-/.test(one));
  if (!name) return 0;
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open(name));
  const count = await done(database.transaction('tickets').objectStore('tickets').count());
  database.close();
  return count;
}

/** On a page of its own, so that the console is at rest: a text file of the same origin, where its session counts. */
async function bareWrite(console: Page, url: string): Promise<{ ms: number; bytes: number }> {
  const page = await console.context().newPage();
  await console.close();
  await page.goto(`${url}/api/hello`);
  return page.evaluate(async () => {
    const rows: unknown[] = [];
    let bytes = 0;
    for (let after: string | null = ''; after !== null; ) {
      const text: string = await (await fetch(`/api/snapshot?limit=1000${after && `&after=${after}`}`)).text();
      const got = JSON.parse(text) as { rows: unknown[]; next: string | null };
      rows.push(...got.rows);
      bytes += text.length;
      after = got.next;
    }
    const opening = indexedDB.open('bare', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'ticket.id' });
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const start = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      const store = transaction.objectStore('rows');
      for (const row of rows) store.put(row);
    });
    return { ms: performance.now() - start, bytes };
  });
}
