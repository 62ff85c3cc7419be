import type { Page } from 'playwright/test';

/** Every screen that somebody sees in a day, by the person who sees it and how to get there. */
export type Screen = { name: string; who: string; go(page: Page): Promise<void> };

const at = (hash: string) => async (page: Page) => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator('main, [role=main], section, form').first().waitFor();
};

const openTicket = async (page: Page) => {
  await at('#/queue/desk')(page);
  await page.locator('[role=grid] [role=row]:not(.qh)').nth(2).click();
  await page.getByRole('list', { name: 'SLA clocks' }).waitFor();
};

export const screens: readonly Screen[] = [
  { name: 'queue', who: 'Ines Kovač', go: at('#/queue/desk') },
  { name: 'console', who: 'Ines Kovač', go: openTicket },
  {
    name: 'handoff',
    who: 'Ines Kovač',
    async go(page) {
      await openTicket(page);
      await page.getByRole('button', { name: /^Hand off/ }).click();
      await page.getByRole('dialog', { name: /Hand off/ }).waitFor();
    },
  },
  {
    name: 'explain',
    who: 'Ines Kovač',
    async go(page) {
      await openTicket(page);
      await page.keyboard.press('e');
      await page.getByRole('dialog', { name: /^Why / }).waitFor();
    },
  },
  {
    name: 'new-ticket',
    who: 'Ines Kovač',
    async go(page) {
      await at('#/queue/desk')(page);
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('c');
      await page.getByRole('dialog', { name: 'New ticket' }).waitFor();
    },
  },
  {
    name: 'keys',
    who: 'Ines Kovač',
    async go(page) {
      await at('#/queue/desk')(page);
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'attention', who: 'Ines Kovač', go: at('#/attention') },
  { name: 'alerts', who: 'Ines Kovač', go: at('#/alerts') },
  { name: 'board', who: 'Marta Vogl', go: at('#/board') },
  ...['people', 'teams', 'tiers', 'matrix', 'policies', 'calendars', 'keys'].map((section) => ({
    name: `admin-${section}`,
    who: 'Ada Berg',
    go: at(`#/admin/${section}`),
  })),
];

/** Nothing moves any more: fonts are in, nothing is fading. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
  });
}
