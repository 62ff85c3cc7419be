import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumArgs } from '../support/chromium.ts';

/** How a bench opens browsers, and where it may write; everything it opened is closed when the run ends. */
export type Ground = {
  /** Gone after the run. */
  folder: string;
  executablePath: string;
  onEnd(end: () => Promise<unknown>): void;
};

const VIEW = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };

/** A browser with a profile on disk: what it stores, it stores as it would for an agent. A private one keeps it in memory. */
export async function openBrowser({ folder, executablePath, onEnd }: Ground): Promise<BrowserContext> {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, { ...VIEW, executablePath, args: chromiumArgs });
  onEnd(() => context.close());
  return context;
}

/** Signs in by one click on the sign-in page. Answers the ms from that click until the console said that it is live. */
export async function signIn(page: Page, name: string, patience: number): Promise<number> {
  const button = page.getByRole('button', { name: new RegExp(name) });
  await button.waitFor();
  await page.evaluate(watchForLive);
  await button.click();
  await page.waitForFunction(() => performance.getEntriesByName('bench:live').length > 0, null, {
    timeout: patience,
    polling: 250,
  });
  return page.evaluate(() => {
    const at = (mark: string) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN;
    return at('bench:live') - at('bench:click');
  });
}

/** Runs in the page: marks the click, and the moment the foot says Live. */
function watchForLive(): void {
  addEventListener('click', () => performance.mark('bench:click'), { once: true, capture: true });
  const watch = new MutationObserver(() => {
    const word = document.querySelector('footer [role=status]')?.textContent;
    if (word?.trim() !== 'Live') return;
    watch.disconnect();
    performance.mark('bench:live');
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
}
