import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import type { Desktop } from '../support/electron/desktop.ts';
import { launchTierline } from '../support/electron/launch.ts';
import { startWorld, type World } from './world.ts';

/**
 * What only the desktop app can do, by its built bundles and against the real server: ring natively with the window
 * closed, come back from a power cut without a network, keep the token from the page, and be where an alert leads.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let world: World;
let ines: Desktop;
let ruben: Desktop;
const machines: string[] = [];
const subject = 'Label printer in bay 2 forgets its network';
const note = 'Printed a test page over the other switch, no loss.';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  world = await startWorld();
  ines = await start(machine());
  ruben = await start(machine());
});

test.afterAll(async () => {
  for (const desktop of [ines, ruben]) await desktop?.kill().catch(() => {});
  await world?.close();
  for (const folder of machines) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function machine(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierline-desktop-'));
  machines.push(folder);
  return folder;
}

const start = (userData: string) => launchTierline({ userData, server: world.url });
const foot = (page: Page) => page.getByRole('contentinfo');
const rows = (page: Page) => page.getByRole('grid').locator('[role=row]:not(.qh)');
const notificationLike = async (desktop: Desktop, title: RegExp) =>
  (await desktop.notifications()).find((one) => title.test(one.title) && !one.closed);

async function signIn(desktop: Desktop, name: string): Promise<void> {
  await desktop
    .page()
    .getByRole('button', { name: new RegExp(name) })
    .click();
  await expect(foot(desktop.page())).toContainText('Live');
}

test('Ines signs in by one click; her page never sees the token', async () => {
  await signIn(ines, 'Ines Kovač');
  const page = ines.page();
  expect(await rows(page).count()).toBeGreaterThan(5);
  const seen = await page.evaluate(async (server) => {
    const session = await fetch(`${server}/api/session`).then((answer) => answer.json());
    return { name: session.person.name, token: session.token, cookie: document.cookie };
  }, world.url);
  expect(seen).toEqual({ name: 'Ines Kovač', token: null, cookie: '' });
});

test('what breached before she came is one notification that stays, and tray and badge say how it stands', async () => {
  await expect.poll(() => notificationLike(ines, /breached/i), { timeout: 30_000 }).toMatchObject({ stays: true });
  expect(await ines.notifications()).toHaveLength(1);
  await expect.poll(async () => (await ines.state()).badge, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await ines.state()).tray.toolTip).toMatch(/\d+ breached/);
});

test('a click leads from there to handing off that ticket, out of a closed window', async () => {
  await ines.closeWindow();
  const notification = await notificationLike(ines, /breached/i);
  if (!notification) throw new Error('There should be a notification.');
  await ines.click(notification);
  expect((await ines.state()).visible).toBe(true);
  await expect(ines.page().getByRole('dialog', { name: /Hand off/ })).toBeVisible();
  await ines.page().keyboard.press('Escape');
  await expect(ines.page().getByRole('dialog')).toBeHidden();
});

test('without a network she takes a call and notes; a power cut later all of it is there', async () => {
  await ines.network(false);
  const before = ines.page();
  await expect(foot(before)).toContainText('Offline', { timeout: 30_000 });
  await before.keyboard.press('c');
  const dialog = before.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByLabel('Subject').fill(subject);
  await dialog.getByLabel('What they said').fill('It prints two labels and is gone.');
  await dialog.getByRole('button', { name: /^Open P\d ticket/ }).click();
  await expect(before.getByRole('heading', { name: subject })).toBeVisible();
  await before.getByRole('tab', { name: 'Internal note' }).click();
  await before.getByRole('textbox', { name: 'Internal note' }).fill(note);
  await before.keyboard.press('Control+Enter');
  await expect(before.getByRole('textbox', { name: 'Internal note' })).toHaveValue('');
  await expect(foot(before)).toContainText(/\d+ changes? waiting/);
  await ines.kill();
  await world.kill();
  ines = await start(machines[0] ?? '');
  const page = ines.page();
  await expect(foot(page)).toContainText('Offline', { timeout: 30_000 });
  await expect(foot(page)).toContainText(/\d+ changes? waiting/);
  await page.getByRole('grid').getByText(subject).click();
  await expect(page.getByText(note)).toBeVisible();
});

test('the machine wakes up, the server is back: everything arrives once, and nothing rings a second time', async () => {
  await world.start();
  await ines.resume();
  const page = ines.page();
  await expect(foot(page)).toContainText('Live', { timeout: 20_000 });
  await expect(foot(page)).not.toContainText('waiting', { timeout: 30_000 });
  await expect(page.getByText(note)).toHaveCount(1);
  expect((await ines.notifications()).filter(({ title }) => /breached/i.test(title))).toEqual([]);
});

test('she hands it to Ruben, whose desktop rings with its window closed; Accept leads to the answer', async () => {
  await signIn(ruben, 'Ruben Halle');
  await ruben.closeWindow();
  const page = ines.page();
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: /Hand off/ });
  await dialog.getByRole('radio', { name: /^Network L2/ }).check();
  await dialog.getByText('Ruben Halle').click();
  for (const [part, text] of [
    ['Observed', 'Two labels, then no address any more.'],
    ['Tried', 'The other switch: stable.'],
    ['Asked', 'Only bay 2.'],
    ['Hypothesis', 'The port is in the wrong network.'],
  ] as const) {
    await dialog.getByRole('textbox', { name: new RegExp(`^${part}`) }).fill(text);
  }
  await dialog.getByRole('region', { name: 'Packet' }).getByRole('button').first().click();
  await dialog.getByText('Needs access').click();
  await dialog.getByRole('button', { name: /^Offer to Ruben Halle/ }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => notificationLike(ruben, new RegExp(`Offered to you: .*${subject}`)), { timeout: 60_000 })
    .toMatchObject({ stays: true, buttons: ['Accept', 'Show'] });
  const offer = await notificationLike(ruben, /Offered to you/);
  if (!offer) throw new Error('There should be an offer.');
  await ruben.click(offer, 'Accept');
  expect((await ruben.state()).visible).toBe(true);
  const answer = ruben.page().getByRole('dialog', { name: /Offered to you/ });
  await expect(answer).toContainText('The port is in the wrong network.');
  await answer.getByRole('textbox').fill('Put bay 2 back into the printer network.');
  await answer.getByRole('button', { name: /^Accept/ }).click();
  await expect(answer).toBeHidden();
  await expect(ines.page().getByRole('complementary', { name: 'Properties' })).toContainText('Ruben Halle', {
    timeout: 30_000,
  });
});
