import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from 'playwright/test';
import { screens, settled } from './screens.ts';
import { signIn, startWorld, type World } from './world.ts';

const folder = join(import.meta.dirname, '..', '..', 'test-results', 'screens');
/**
 * Every screen of these people, light and dark, small and large: a picture of each to look at, and nothing serious found
 * by axe, which looks at colours again in the dark and at all the rest once.
 */
export function lookAt(people: readonly string[]): void {
  let world: World;
  test.describe.configure({ timeout: 240_000 });
  test.beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    world = await startWorld();
  });
  test.afterAll(() => world?.close());

  for (const who of people) {
    test.describe(who, () => {
      let context: BrowserContext;
      let page: Page;
      test.beforeAll(async ({ browser }) => {
        context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
        page = await context.newPage();
        await page.goto(world.url);
        await signIn(page, who);
      });
      test.afterAll(() => context?.close());

      for (const { name, go } of screens.filter((screen) => screen.who === who)) {
        test(`${name} reads well and is open to everybody`, async () => {
          await page.goto(`${world.url}/#/queue/desk`);
          await page.reload();
          await page.getByRole('contentinfo').getByText('Live', { exact: true }).waitFor();
          await go(page);
          for (const scheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
            for (const [width, height] of [
              [1280, 800],
              [1920, 1080],
            ] as const) {
              await page.setViewportSize({ width, height });
              await settled(page);
              await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`) });
            }
            const axe = new AxeBuilder({ page });
            const { violations } = await (scheme === 'light' ? axe : axe.withRules('color-contrast')).analyze();
            const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
            expect(grave.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)])).toEqual([]);
          }
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(wide).toBeLessThanOrEqual(0);
        });
      }
    });
  }
}
