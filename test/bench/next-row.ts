import { type Browser, chromium, type Page } from 'playwright';
import { chromiumArgs } from '../support/chromium.ts';
import { serveBareList } from './bare-list.ts';
import { type Ground, signIn } from './browser.ts';
import { type Figure, figureOf } from './figures.ts';
import { workPerKey } from './trace.ts';

type Asked = { url: string; held: number; rows: number; keys: number; enough(): boolean };

const PATIENCE = 240_000;
/** Presses in a row: short series by turns, so that a busy moment of the machine meets both. */
const SERIES = 50;

/** What a press of `j` costs the page in a long queue, by a Chrome trace; beside it an empty virtualized list of the same length. */
export async function nextRow(ground: Ground, { url, held, rows, keys, enough }: Asked): Promise<Figure> {
  const browser = await chromium.launch({ executablePath: ground.executablePath, args: chromiumArgs });
  ground.onEnd(() => browser.close());
  const queue = await openPage(browser);
  await multiply(queue, Math.ceil(rows / held));
  await queue.goto(url);
  await signIn(queue, 'Ines Kovač', PATIENCE);
  await queue.goto(`${url}/#/queue/team`);
  const grid = queue.getByRole('grid');
  await grid.focus();
  const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
  if (count < rows) throw new Error(`the queue holds ${count} of ${rows} tickets`);

  const list = await openPage(browser);
  await list.goto(`${await serveBareList(ground)}/?rows=${count}`);
  await list.locator('.row').first().waitFor();

  const tierline: number[] = [];
  const baseline: number[] = [];
  while (tierline.length < keys && !(tierline.length > 0 && enough())) {
    await queue.bringToFront();
    tierline.push(...(await workPerKey(browser, queue, 'j', SERIES)));
    await list.bringToFront();
    baseline.push(...(await workPerKey(browser, list, 'j', SERIES)));
  }
  await browser.close();
  return figureOf({
    name: 'next-row',
    unit: 'ms of main-thread work a key',
    tierline,
    baseline,
    notes: `${count} rows; all tasks from keydown until the second frame after it; baseline: plain rows in React and TanStack Virtual`,
  });
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  return context.newPage();
}

type Row = { ticket: { id: string; number: number | null }; messages: unknown[]; events: unknown[] };
type Snapshot = { total: number; rows: Row[] };

/** The console hears of each ticket of the snapshot several times, under other ids: a long queue from a short database. */
async function multiply(page: Page, times: number): Promise<void> {
  await page.route('**/api/snapshot*', async (route) => {
    const response = await route.fetch();
    const snapshot = (await response.json()) as Snapshot;
    const rows = snapshot.rows.flatMap((row) => [row, ...copiesOf(row, times - 1)]);
    await route.fulfill({ response, json: { ...snapshot, total: snapshot.total * times, rows } });
  });
}

function copiesOf(row: Row, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const id = row.ticket.id.slice(0, -2) + (index + 1).toString(16).padStart(2, '0');
    return { ...row, ticket: { ...row.ticket, id }, messages: [], events: [] };
  });
}
