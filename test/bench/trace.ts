import type { Browser, Page } from 'playwright';

/** One event of a Chrome trace; times in microseconds. */
type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: { data?: { type?: string } };
};

const SETTLED = 'bench:settled';
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
/** What the page's thread does for a key: scripts, style, layout and painting, all of it. */
const WORK = 'RunTask';

/**
 * Presses a key again and again, each once the frame after the one before is through, under a Chrome trace. Answers the
 * ms that the page's main thread worked for each: every task from the key until the second frame after it.
 */
export async function workPerKey(browser: Browser, page: Page, key: string, times: number): Promise<number[]> {
  await page.evaluate(markSettled, SETTLED);
  await browser.startTracing(page, { categories });
  for (let press = 0; press < times; press++) {
    await page.evaluate(awaitSettled, SETTLED);
    await page.keyboard.press(key);
    await page.evaluate((name) => Reflect.get(window, name), SETTLED);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  return workIn(trace.traceEvents);
}

/** Runs in the page, once: after a key and two frames, a mark in the trace and an event for who waits. */
function markSettled(name: string): void {
  if (Reflect.has(window, name)) return;
  const after = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run));
  addEventListener(
    'keydown',
    () =>
      after(() => {
        performance.mark(name);
        setTimeout(() => dispatchEvent(new Event(name)));
      }),
    { capture: true },
  );
}

/** Runs in the page, and is through before the key is pressed: a key that nobody waited for yet would be waited for in vain. */
function awaitSettled(name: string): void {
  Reflect.set(window, name, new Promise<void>((resolve) => addEventListener(name, () => resolve(), { once: true })));
}

function workIn(events: readonly TraceEvent[]): number[] {
  const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown');
  const [first] = keys;
  if (!first) throw new Error('the trace holds no key');
  const here = events.filter(({ pid, tid }) => pid === first.pid && tid === first.tid);
  const tasks = here.filter(({ name, ph }) => name === WORK && ph === 'X');
  const ends = here.filter(({ name }) => name === SETTLED).sort((a, b) => a.ts - b.ts);
  if (tasks.length === 0) throw new Error('the trace holds no task');
  return starts(keys).map((start) => {
    const end = ends.find(({ ts }) => ts > start)?.ts ?? Number.POSITIVE_INFINITY;
    const within = tasks.filter(({ ts, dur = 0 }) => ts + dur > start && ts < end);
    return within.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000;
  });
}

/** A key is dispatched to several listeners' targets; what comes within a millisecond is the same press. */
function starts(keys: readonly TraceEvent[]): number[] {
  const times = keys.map(({ ts }) => ts).sort((a, b) => a - b);
  return times.filter((ts, index) => index === 0 || ts - (times[index - 1] ?? 0) > 1_000);
}
