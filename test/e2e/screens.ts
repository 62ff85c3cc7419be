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

/** The first of a list, or a new one where it is empty. */
const openForm = (section: string) => async (page: Page) => {
  await at(`#/admin/${section}`)(page);
  await page.locator('.admin-list').waitFor();
  const first = page.locator('.admin-list li button').first();
  if (await first.isVisible()) await first.click();
  else await page.locator('.admin-list header button').click();
  await page.locator('.admin-form').waitFor();
};

const pickInLaboratory = async (page: Page) => {
  await at('#/admin/laboratory')(page);
  await page.getByRole('button', { name: /^Pick a ticket/ }).click();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('rowheader', { name: /Resolve/ }).waitFor();
};

const openDisputed = async (page: Page) => {
  await at('#/board')(page);
  await page
    .getByRole('link', { name: /to decide/ })
    .first()
    .click();
  await page.getByText('That is not proven').waitFor();
};

const openClosed = async (page: Page) => {
  await at('#/queue/all')(page);
  await page.getByRole('button', { name: 'Not done' }).click();
  await page.keyboard.press('f');
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('closed');
  await page.getByRole('option', { name: /Closed/ }).click();
  await page.locator('[role=grid] [role=row]:not(.qh)').first().click();
  await page.getByRole('button', { name: /Correct a verdict/ }).waitFor();
};

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const works = Buffer.from(
  [
    'BEGIN:VCALENDAR',
    ...event('DTSTART;VALUE=DATE:20261003', 'SUMMARY:Harbour day'),
    ...event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270102', 'RRULE:FREQ=YEARLY', 'SUMMARY:Works holiday'),
    ...event('DTSTART:20261218T150000', 'SUMMARY:Winter party'),
    'END:VCALENDAR',
  ].join('\r\n'),
);

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
  { name: 'dispute', who: 'Marta Vogl', go: openDisputed },
  {
    name: 'settle-time',
    who: 'Marta Vogl',
    async go(page) {
      await openDisputed(page);
      await page.keyboard.press('Alt+t');
      await page.getByRole('dialog', { name: /^When does it count/ }).waitFor();
    },
  },
  {
    name: 'correct-verdict',
    who: 'Marta Vogl',
    async go(page) {
      await openClosed(page);
      await page.keyboard.press('Alt+v');
      await page.getByRole('dialog', { name: /^Correct a verdict/ }).waitFor();
    },
  },
  ...['people', 'teams', 'tiers', 'organisations', 'matrix', 'policies', 'calendars', 'downtimes', 'keys'].map(
    (section) => ({
      name: `admin-${section}`,
      who: 'Ada Berg',
      go: at(`#/admin/${section}`),
    }),
  ),
  ...['organisations', 'policies', 'downtimes'].map((section) => ({
    name: `admin-${section}-form`,
    who: 'Ada Berg',
    go: openForm(section),
  })),
  {
    name: 'admin-laboratory',
    who: 'Ada Berg',
    async go(page) {
      await pickInLaboratory(page);
      const mornings = { mon: [['08:00', '12:00']], wed: [['08:00', '12:00']], fri: [['08:00', '12:00']] };
      const calendar = JSON.stringify({ timezone: 'Europe/Berlin', week: mornings }, null, 2);
      await page.getByRole('textbox', { name: 'Calendar' }).fill(calendar);
      await page.keyboard.press('Control+Enter');
      await page.getByText('As it would have been').first().waitFor();
      await page
        .getByRole('button', { name: /^Resolve/ })
        .first()
        .click();
    },
  },
  {
    name: 'admin-calendars-form',
    who: 'Ada Berg',
    async go(page) {
      await openForm('calendars')(page);
      await page.getByRole('button', { name: 'Add a holiday' }).click();
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'works.ics', mimeType: 'text/calendar', buffer: works });
      await page.getByRole('region', { name: 'Holidays in works.ics' }).scrollIntoViewIfNeeded();
    },
  },
];

/** Nothing moves any more: fonts are in, nothing is fading. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
  });
}
