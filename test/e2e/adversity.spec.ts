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

test('[SYNC38] a draft that no disk takes is not called kept, and is once one does', async () => {
  const page = ines.page();
  const reply = page.getByRole('textbox', { name: 'Public reply' });
  await reply.focus();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    const { postMessage } = Worker.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'drafts') throw new DOMException('The quota is used up.', 'QuotaExceededError');
      return put.apply(this, args);
    };
    Worker.prototype.postMessage = function (this: Worker, said: { id?: number; call?: { do: string } }) {
      if (said.call?.do !== 'append') return postMessage.call(this, said);
      this.dispatchEvent(new MessageEvent('message', { data: { id: said.id, error: 'The disk is full.' } }));
    };
    addEventListener('focusout', () => {
      IDBObjectStore.prototype.put = put;
      Worker.prototype.postMessage = postMessage;
    });
  });
  await reply.fill('Words that nothing keeps');
  await expect(page.getByRole('alert').filter({ hasText: 'could not write your text down' })).toBeVisible();
  await expect(page.getByText(/Draft kept/)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await ines.restart();
  await expect(reply).toHaveValue('Words that nothing keeps');
});

test('[SYNC40] where the browser keeps no second copy of unsent work, the foot says so', async ({ browser }) => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('refused', 'SecurityError'));
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, said: { id?: number; call?: { do: string } }) {
      if (said.call?.do !== 'open') return postMessage.call(this, said);
      this.dispatchEvent(new MessageEvent('message', { data: { id: said.id, error: 'refused' } }));
    };
  });
  const page = await context.newPage();
  await page.goto(world.url);
  await page.getByRole('button', { name: /Ruben Halle/ }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('No second copy of unsent work');
  await context.close();
});

test('the promised time belongs to the draft: it outlives the page, and comes back with a text that is taken back', async () => {
  const page = ines.page();
  const reply = page.getByRole('textbox', { name: 'Public reply' });
  const promise = page.getByLabel('Promise the next update');
  await reply.fill('You hear from me by then.');
  await promise.selectOption({ index: 2 });
  const chosen = await promise.inputValue();
  await expect(page.getByText(/Draft kept/)).toBeVisible();
  await ines.restart();
  await expect(reply).toHaveValue('You hear from me by then.');
  await expect(promise).toHaveValue(chosen);
  await reply.focus();
  await page.keyboard.press('Control+Enter');
  await expect(reply).toHaveValue('');
  await expect(promise).toHaveValue('');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(reply).toHaveValue('You hear from me by then.');
  await expect(promise).toHaveValue(chosen);
});

test('[SYNC36] what is thrown away in one tab is not sent by another that was open', async () => {
  const page = ines.page();
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(other.getByRole('contentinfo')).toContainText('Live');
  await ines.cut();
  await other.getByRole('tab', { name: 'Internal note' }).click();
  await other.getByRole('textbox', { name: 'Internal note' }).fill('Thrown away on purpose.');
  await other.keyboard.press('Control+Enter');
  await expect(foot(ines)).toContainText('waiting');
  await foot(ines)
    .getByRole('button', { name: /Ines Kovač/ })
    .click();
  await page.getByRole('option', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out and throw it away' }).click();
  await expect(foot(ines)).toBeHidden();
  await expect(other.getByRole('contentinfo')).toBeHidden();
  await ines.mend();
  await page.reload();
  await page.getByRole('button', { name: /Ines Kovač/ }).click();
  await expect(foot(ines)).toContainText('Live');
  await page.goto(address);
  await expect(page.getByRole('region', { name: 'Conversation' })).toBeVisible();
  await expect(foot(ines)).not.toContainText('waiting');
  await expect(page.getByText('Thrown away on purpose.')).toHaveCount(0);
});
