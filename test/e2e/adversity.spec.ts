import { expect, test } from 'playwright/test';
import { type Desk, inBrowser, startWorld, type World } from './world.ts';

/** What goes wrong in a day: clear words, and nothing lost. */
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

const foot = (desk: Desk) => desk.page().getByRole('contentinfo');

test('a wrong password is said in words, and says nothing about who exists', async ({ browser }) => {
  const stranger = await inBrowser(browser)(world, null);
  const page = stranger.page();
  const says: string[] = [];
  for (const email of ['ines.kovac@tierline.example', 'nobody@tierline.example']) {
    await page.getByLabel('E-mail').first().fill(email);
    await page.getByLabel('Password', { exact: true }).first().fill('not the one');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText(/password/i);
    says.push(await alert.innerText());
  }
  expect(says[0]).toBe(says[1]);
  await stranger.leave();
});

test('a script in a subject, a message and a link does nothing but stand there', async () => {
  const page = ines.page();
  const struck: string[] = [];
  page.on('dialog', (dialog) => {
    struck.push(dialog.message());
    void dialog.dismiss();
  });
  const subject = '<img src=x onerror=alert(1)> Printer';
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByLabel('Subject').fill(subject);
  await dialog
    .getByLabel('What they said')
    .fill('<script>alert(2)</script> [click](javascript:alert(3)) ![pixel](https://example.com/p.png)');
  await dialog.getByRole('button', { name: /^Open P\d ticket/ }).click();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  const talk = page.getByRole('region', { name: 'Conversation' });
  await expect(talk).toContainText('<script>alert(2)</script>');
  expect(await talk.locator('script, [href^="javascript:"], img[src^="http"]').count()).toBe(0);
  expect(struck).toEqual([]);
});

test('the server is killed and comes back: what was done meanwhile arrives once', async () => {
  const page = ines.page();
  await world.kill();
  await expect(foot(ines)).toContainText('Offline');
  await page.getByRole('tab', { name: 'Internal note' }).click();
  await page.getByRole('textbox', { name: 'Internal note' }).fill('Written while the server was down.');
  await page.keyboard.press('Control+Enter');
  await expect(foot(ines)).toContainText('waiting');
  await world.start();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+r');
  await expect(foot(ines)).toContainText('Live', { timeout: 60_000 });
  await expect(foot(ines)).not.toContainText('waiting', { timeout: 60_000 });
  await expect(page.getByText('Written while the server was down.')).toHaveCount(1);
});

test('a draft outlives the page', async () => {
  const page = ines.page();
  await page.getByRole('tab', { name: 'Public reply' }).click();
  await page.getByRole('textbox', { name: 'Public reply' }).fill('Half a sentence that must not');
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await ines.restart();
  await expect(page.getByRole('textbox', { name: 'Public reply' })).toHaveValue('Half a sentence that must not');
});

test('where the browser refuses its database, the console works and says what that means', async ({ browser }) => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Quota exceeded', 'QuotaExceededError');
    };
  });
  const page = await context.newPage();
  await page.goto(world.url);
  await page.getByRole('button', { name: /Ines Kovač/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Nothing is kept on this device');
  await context.close();
});
