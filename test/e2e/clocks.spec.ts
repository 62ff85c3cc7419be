import { expect, type Page, test } from 'playwright/test';
import { confirm, type Desk, inBrowser, startWorld, type World } from './world.ts';

/** Any due time is asked why, on the line or off it; what a supervisor decides about clocks is decided by keys alone. */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let world: World;
let ines: Desk;
let marta: Desk;

test.beforeAll(async ({ browser }) => {
  world = await startWorld();
  ines = await inBrowser(browser)(world, 'Ines Kovač');
  marta = await inBrowser(browser)(world, 'Marta Vogl');
});
test.afterAll(async () => {
  await ines?.leave();
  await marta?.leave();
  await world?.close();
});

const clocks = (page: Page) => page.getByRole('list', { name: 'SLA clocks' });
const why = (page: Page) => page.getByRole('dialog', { name: /^Why / });

test('[C10] E explains the due time under the cursor, and each clock of a ticket by itself', async () => {
  const page = ines.page();
  await expect(page.getByRole('grid').locator('[role=row]:not(.qh)').first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(why(page)).toContainText('Sum, no gap, no overlap');
  await page.keyboard.press('Escape');
  await clocks(page)
    .getByRole('button', { name: /Resolve/ })
    .click();
  await expect(why(page)).toContainText(/Resolve, P\d\./);
  await page.keyboard.press('Escape');
  await clocks(page)
    .getByRole('button', { name: /Resolve/ })
    .press('Home');
  await page.keyboard.press('e');
  await expect(why(page)).toContainText(/First reply, P\d\./);
  await page.keyboard.press('Escape');
  await expect(why(page)).toBeHidden();
  // At once, while the ticket is only coming.
  await page.getByRole('grid').locator('[role=row]:not(.qh)').nth(3).click();
  await page.keyboard.press('e');
  await expect(why(page)).toContainText('Sum, no gap, no overlap');
  await page.keyboard.press('Escape');
  await expect(why(page)).toBeHidden();
});

test('[C10] [SLA16] it does so without line and server, tries a hold, and holds', async () => {
  const page = ines.page();
  await page.evaluate(() => {
    location.hash = '#/queue/desk';
  });
  await page
    .getByRole('row', { name: /nearer|near/ })
    .first()
    .click();
  await ines.cut();
  await world.kill();
  await clocks(page)
    .getByRole('button', { name: /Resolve/ })
    .focus();
  await page.keyboard.press('e');
  await expect(why(page)).toContainText('works offline');
  await page.keyboard.press('x');
  await expect(
    why(page)
      .getByText(/^(Copied|The clipboard refused)/)
      .first(),
  ).toBeVisible();
  const back = why(page)
    .getByRole('button', { name: /and back/ })
    .first();
  await page.keyboard.press('1');
  await expect(back).toHaveAttribute('aria-pressed', 'true');
  await expect(back).toContainText('later');
  await page.keyboard.press('Shift+S');
  await expect(why(page)).toBeHidden();
  await expect(clocks(page)).toContainText('paused');
  await expect(page.getByRole('contentinfo')).toContainText('1 change waiting');
  await world.start();
  await ines.mend();
  await expect(page.getByRole('contentinfo')).not.toContainText('waiting', { timeout: 60_000 });
  await expect(clocks(page)).toContainText('paused');
});

test('[SLA29] [SLA30] the board shows which clocks to look at; Marta decides on a time and it is gone', async () => {
  const page = marta.page();
  await page.reload();
  await page.evaluate(() => {
    location.hash = '#/board';
  });
  const toDecide = page.getByRole('link', { name: /1 time to decide/ });
  await expect(page.getByRole('link', { name: /held early once/ })).toBeVisible();
  await toDecide.press('Enter');
  await expect(page.getByText(/That is not proven/)).toBeVisible();
  await page.keyboard.press('Alt+t');
  const dialog = page.getByRole('dialog', { name: /^When does it count/ });
  await dialog.getByRole('radio').first().press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The phone log shows it.');
  await confirm(page, dialog);
  await expect(page.getByText(/You decided: the work done offline counts from/)).toBeVisible();
  await expect(page.getByText(/That is not proven/)).toBeHidden();
  await page.evaluate(() => {
    location.hash = '#/board';
  });
  await expect(page.getByRole('link', { name: /held early once/ })).toBeVisible();
  await expect(toDecide).toBeHidden();
});

test('[SLA28] a final verdict is corrected only after one was chosen and said why', async () => {
  const page = marta.page();
  await page.evaluate(() => {
    location.hash = '#/queue/all';
  });
  await page.getByRole('button', { name: 'Not done' }).click();
  await page.keyboard.press('f');
  await page.keyboard.type('closed');
  await page.getByRole('option', { name: /Closed/ }).click();
  await page.getByRole('grid').locator('[role=row]:not(.qh)').first().click();
  await expect(page.getByRole('button', { name: /Correct a verdict/ })).toBeVisible();
  await page.keyboard.press('Alt+v');
  const dialog = page.getByRole('dialog', { name: /^Correct a verdict/ });
  const press = async (says: string) => {
    await expect(async () => {
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toContainText(says, { timeout: 500 });
    }).toPass();
  };
  await press('Choose the verdict.');
  await dialog.getByRole('radio', { name: /^Resolve/ }).press('Space');
  await press('Say why');
  await dialog.getByLabel('Why').fill('The site was shut that day.');
  await confirm(page, dialog);
  await expect(clocks(page).getByRole('button', { name: /Resolve/ })).toContainText('corrected');
});
