import { expect, type Page, test } from 'playwright/test';
import { type Desk, inBrowser, onDesktop, type SitDown, startWorld, type World } from './world.ts';

/**
 * The main job, end to end, on the real server: once in browsers, once in the built desktop app.
 * Each step goes on where the last one ended.
 */
for (const place of ['in a browser', 'on the desktop'] as const) {
  test.describe(place, () => {
    test.describe.configure({ mode: 'serial', timeout: 240_000 });

    let world: World;
    let ines: Desk;
    let ruben: Desk;
    let marta: Desk;
    const subject = 'Dock scanner loses the network at gate 4';
    const note = 'The switch at gate 4 was replaced on Saturday.';

    test.beforeAll(async ({ browser }) => {
      const sitDown: SitDown = place === 'in a browser' ? inBrowser(browser) : onDesktop;
      world = await startWorld();
      ines = await sitDown(world, 'Ines Kovač');
      ruben = await sitDown(world, 'Ruben Halle');
      marta = await inBrowser(browser)(world, 'Marta Vogl');
    });

    test.afterAll(async () => {
      for (const desk of [ines, ruben, marta]) await desk?.leave();
      await world?.close();
    });

    test('Ines sees her queue, and that it is live', async () => {
      await expect(foot(ines)).toContainText('Live');
      expect(await rows(ines).count()).toBeGreaterThan(5);
    });

    test('her line is cut: the foot says so, the queue is all there', async () => {
      const before = await rows(ines).count();
      await ines.cut();
      await expect(foot(ines)).toContainText('Offline');
      expect(await rows(ines).count()).toBe(before);
    });

    test('she starts the console anew, still offline, and works on', async () => {
      await ines.restart();
      await expect(foot(ines)).toContainText('Offline');
      await expect(rows(ines).nth(5)).toBeVisible();
    });

    test('somebody phones: a new ticket, without a number until the server gives one', async () => {
      const page = ines.page();
      await page.keyboard.press('c');
      const dialog = page.getByRole('dialog', { name: 'New ticket' });
      await dialog.getByLabel('Subject').fill(subject);
      await dialog
        .getByLabel('What they said')
        .fill('The scanner at gate 4 drops off every few minutes since the weekend.');
      await dialog.getByRole('button', { name: /^Open P\d ticket/ }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('heading', { name: subject })).toBeVisible();
      await expect(row(ines, subject)).toContainText('new');
    });

    test('she notes what she knows, and hands it to Network L2 with its story', async () => {
      const page = ines.page();
      await writeNote(page, note);
      await page.keyboard.press('h');
      const dialog = page.getByRole('dialog', { name: /Hand off/ });
      await dialog.getByRole('radio', { name: /^Network L2/ }).check();
      await dialog.getByText('Ruben Halle').click();
      for (const [part, text] of [
        ['Observed', 'The scanner loses its lease every five minutes.'],
        ['Tried', 'Restarted the scanner, moved it to gate 5: stable there.'],
        ['Asked', 'Only gate 4, only since Saturday.'],
        ['Hypothesis', 'The new switch lacks the voice VLAN.'],
      ] as const) {
        await dialog.getByRole('textbox', { name: new RegExp(`^${part}`) }).fill(text);
      }
      await dialog.getByRole('region', { name: 'Packet' }).getByRole('button').first().click();
      await dialog.getByText('Needs access').click();
      await dialog.getByRole('button', { name: /^Offer to Ruben Halle/ }).click();
      await expect(dialog).toBeHidden();
      await expect(foot(ines)).toContainText(/\d+ changes? waiting/);
    });

    test('her line is back: everything arrives once, the ticket gets its number', async () => {
      await ines.mend();
      await expect(foot(ines)).toContainText('Live', { timeout: 40_000 });
      await expect(foot(ines)).not.toContainText('waiting', { timeout: 30_000 });
      await expect(row(ines, subject)).toContainText(/48\d{3}/);
      await expect(row(ines, subject)).toHaveCount(1);
      await expect(ines.page().getByText(note)).toHaveCount(1);
    });

    test('Ruben is alerted where he is, reads the packet, says the goal in his words and accepts', async () => {
      const page = ruben.page();
      if (ruben.desktop) {
        const { desktop } = ruben;
        const about = async () =>
          (await desktop.notifications()).find(({ body, title }) => `${title} ${body}`.includes(subject));
        await expect.poll(about).toBeTruthy();
        const notification = await about();
        if (notification) await desktop.click(notification);
      } else {
        await page.getByRole('link', { name: /Offered to me/ }).click();
        await row(ruben, subject).click();
        await page.getByRole('button', { name: /^Answer/ }).click();
      }
      const dialog = page.getByRole('dialog', { name: /Offered to you/ });
      await expect(dialog).toContainText('The new switch lacks the voice VLAN.');
      await expect(dialog.getByRole('button', { name: /^Accept/ })).toBeDisabled();
      await dialog.getByRole('textbox').fill('Put gate 4 on the voice VLAN and watch one shift.');
      await dialog.getByRole('button', { name: /^Accept/ }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('complementary', { name: 'Properties' })).toContainText('Network L2');
    });

    test('Ines sees who has it now, within a moment', async () => {
      const properties = ines.page().getByRole('complementary', { name: 'Properties' });
      await expect(properties).toContainText('Ruben Halle');
      await expect(properties).toContainText('Network L2');
    });

    test('Marta sees both on her board, and nobody waits for an answer on this one', async () => {
      const page = marta.page();
      await page.getByRole('link', { name: /Live board/ }).click();
      await page.getByRole('navigation', { name: 'Teams' }).getByText('All my teams').click();
      await expect(page.getByRole('region', { name: 'Network L2' })).toContainText('Ruben Halle');
      await expect(page.getByRole('region', { name: 'Service Desk L1' })).toContainText('Ines Kovač');
      await expect(page.getByRole('region', { name: /Offers nobody has taken/ })).not.toContainText(subject);
    });
  });
}

const foot = (desk: Desk) => desk.page().getByRole('contentinfo');
const rows = (desk: Desk) => desk.page().getByRole('grid').locator('[role=row]:not(.qh)');
const row = (desk: Desk, words: string) => rows(desk).filter({ hasText: words });

async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'Internal note' }).click();
  await page.getByRole('textbox', { name: 'Internal note' }).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('');
  await page.keyboard.press('Escape');
}
