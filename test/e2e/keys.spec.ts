import { expect, type Page, test } from 'playwright/test';
import { type Desk, inBrowser, startWorld, type World } from './world.ts';

/** Keys typed for something else: they confirm nothing, and none of them is lost. And nobody signs out of their own work unasked. */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let world: World;
let ines: Desk;

test.beforeAll(async ({ browser }) => {
  world = await startWorld();
  ines = await inBrowser(browser)(world, 'Ines Kovač');
});
test.afterAll(async () => {
  await ines?.leave();
  await world?.close();
});

const words = 'Good morning, I have looked at the log of the switch and see the drops you describe. ';

/** As an alert's click does it. */
const openHandoff = (page: Page) =>
  page.evaluate(() => {
    location.hash = `${location.hash.split('?')[0]}?do=handOff&alert=none`;
  });

test('[ESC36] a handoff dialog that opens while somebody types takes none of their keys', async () => {
  const page = ines.page();
  await page.getByRole('grid').locator('[role=row]:not(.qh)').first().click();
  await page.getByRole('tab', { name: 'Internal note' }).click();
  const note = page.getByRole('textbox', { name: 'Internal note' });
  await note.fill('');
  await note.focus();
  const typing = page.keyboard.type(words.repeat(3), { delay: 12 });
  await expect(note).toHaveValue(/Good morning, I have/);
  await openHandoff(page);
  await expect(page.getByRole('dialog', { name: /Hand off/ })).toBeHidden();
  await typing;
  await page.keyboard.press('Enter');
  await page.keyboard.type('Regards');
  await expect(note).toHaveValue(`${words.repeat(3)}\nRegards`);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('contentinfo')).not.toContainText('waiting');
});

test('[SYNC37] [ESC36] signing out asks because of what is only here, names it, and a held or early Enter answers nothing', async () => {
  const page = ines.page();
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /Ines Kovač/ })
    .click();
  const menu = page.getByRole('listbox', { name: 'This device' });
  await menu.getByRole('option', { name: 'Sign out' }).hover();
  await page.keyboard.down('Enter');
  const dialog = page.getByRole('dialog', { name: /only on this device/ });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('region', { name: '1 draft' })).toContainText('Good morning, I have looked');
  const opened = await page.evaluate(() => performance.now());
  while ((await page.evaluate(() => performance.now())) - opened < 900) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('contentinfo')).toContainText('Ines Kovač');
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue(/Good morning/);
});

test('[ESC36] Enter alone offers nothing, not on the button either, nor held down', async () => {
  const page = ines.page();
  await page.keyboard.press('Alt+h');
  const dialog = page.getByRole('dialog', { name: /Hand off/ });
  await dialog.getByRole('radio', { name: /^Network L2/ }).check();
  for (const part of ['Observed', 'Tried', 'Asked', 'Hypothesis']) {
    await dialog.getByRole('textbox', { name: new RegExp(`^${part}`) }).fill('All that is known of it, in a sentence.');
  }
  await dialog.getByText('Needs access').click();
  const offer = dialog.getByRole('button', { name: /^Offer to Network L2/ });
  await offer.focus();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(dialog).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Offering it' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
