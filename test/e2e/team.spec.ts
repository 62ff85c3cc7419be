import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { confirm, type Desk, inBrowser, startWorld, type World } from './world.ts';

/** Running a team: who works here, what is promised, by which hours, and the board that shows it. By keyboard where it can. */
test.describe('running a team', () => {
  test.describe.configure({ mode: 'serial', timeout: 180_000 });

  let world: World;
  let ada: Desk;
  let marta: Desk;
  let nele: Desk;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(240_000);
    world = await startWorld();
    ada = await inBrowser(browser)(world, 'Ada Berg');
    marta = await inBrowser(browser)(world, 'Marta Vogl');
    nele = await inBrowser(browser)(world, null);
  });

  test.afterAll(async () => {
    for (const desk of [ada, marta, nele]) await desk?.leave();
    await world?.close();
  });

  test('Ada invites a colleague: a wrong address is refused at its field, the right one gives a link once', async () => {
    const page = ada.page();
    await page.getByRole('link', { name: 'Administration' }).click();
    await expect(page.getByRole('button', { name: /Ines Kovač/ })).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('Nele Faber');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ines.kovac@tierline.example');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Ines Kovač signs in with ines.kovac@tierline.example already.')).toBeVisible();
    await expect(page.getByLabel('Email')).toBeFocused();
    await page.getByLabel('Email').fill('nele.faber@tierline.example');
    await page.getByRole('button', { name: 'Add a team' }).click();
    await page.getByLabel('Team 1', { exact: true }).selectOption('Service Desk L1');
    await expectNoViolations(page);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel(/One-time link for Nele Faber/).getByRole('textbox')).toHaveValue(/#\/code\//);
  });

  test('with the link Nele sets her password and is at work', async () => {
    const link = new URL(await ada.page().locator('.admin-secret').inputValue());
    const page = nele.page();
    await page.goto(page.url().replace(/#.*/, '') + link.hash);
    await page.reload();
    await expect(page.getByText('At least 10 characters.')).toBeVisible();
    await expect(page.getByText('I am the first administrator')).toBeHidden();
    await page.getByLabel('Choose a password').fill('harbour works');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('contentinfo')).toContainText('Nele Faber');
    await expect(ada.page().getByRole('button', { name: /^Nele Faber/ })).not.toContainText('invited');
  });

  test('Marta’s board shows her, and the ticket that she takes', async () => {
    const page = marta.page();
    await page.getByRole('link', { name: /Live board/ }).click();
    await page.getByRole('link', { name: 'All my teams' }).click();
    const line = page.getByRole('button', { name: /Nele Faber/ });
    await expect(line).toContainText('here');
    await nele.page().getByRole('link', { name: 'Unassigned' }).click();
    await expect(nele.page().getByRole('grid').locator('[role=row]:not(.qh)').first()).toBeVisible();
    await nele.page().keyboard.press('j');
    await nele.page().keyboard.press('t');
    await expect(line).toContainText('1 of 6');
    await expectNoViolations(page);
  });

  test('a cell of the grid opens its tickets, and Esc leaves it', async () => {
    const page = marta.page();
    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Service Desk L1, breached' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Breaching next' })).toBeVisible();
  });

  test('the offer that lapsed is reassigned by one key and a reason', async () => {
    const page = marta.page();
    const offers = page.getByRole('region', { name: 'Offers nobody has taken' });
    await expect(offers).toContainText('1 lapsed');
    await page.keyboard.press('1');
    const dialog = page.getByRole('dialog', { name: /Reassign/ });
    await dialog.getByRole('button', { name: /^Reassign/ }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Say why it moves.');
    await dialog.getByLabel('Why it moves').fill('Sofia has time for it');
    await confirm(page, dialog);
    await expect(offers).not.toContainText('lapsed');
  });

  test('without the server the board says how old it is and claims to know of nobody', async () => {
    const page = marta.page();
    await marta.cut();
    await expect(page.getByText(/The figures leave out what came after/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Agents' })).toContainText('not known who is here');
    await marta.mend();
    await expect(page.getByRole('region', { name: 'Agents' })).toContainText('here,');
  });

  test('Ada publishes a policy: the next version, and how many clocks moved', async () => {
    const page = ada.page();
    await page.getByRole('button', { name: 'I have it' }).click();
    await page.getByRole('link', { name: 'SLA policies' }).click();
    await page.getByRole('button', { name: /Standard/ }).click();
    await page.getByLabel('Resolve, priority 3').fill('soon');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Resolve, P3: give a time like 45m, 4h or 1h 30m, or nothing.')).toBeVisible();
    await page.getByLabel('Resolve, priority 3').fill('20h');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Version 2 is published' })).toContainText(/of \d+ open/);
    await expectNoViolations(page);
  });

  test('a calendar that overlaps itself is refused by the name of its days', async () => {
    const page = ada.page();
    await page.getByRole('link', { name: 'Calendars' }).click();
    await page.getByRole('button', { name: /Branch hours/ }).click();
    await page.getByLabel('Tuesday').fill('22:00–06:00');
    await page.getByLabel('Wednesday').fill('05:00–12:00');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/Wednesday 05:00 to 12:00 overlaps Tuesday 22:00 to 06:00/)).toBeVisible();
  });

  test('a key is shown once, opens a ticket from elsewhere, and ends when it is revoked', async () => {
    const page = ada.page();
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByLabel('What is it for?').fill('Monitoring');
    await page.keyboard.press('Enter');
    const secret = await page.getByRole('textbox', { name: 'The new key' }).inputValue();
    const open = (again: string) =>
      fetch(`${world.url}/api/tickets`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': again },
        body: JSON.stringify({ subject: 'Disk of the print server is full' }),
      });
    expect((await open('alarm-1')).ok).toBe(true);
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'Ends for good. Press again' }).click();
    await expect(page.getByText(/^revoked/)).toBeVisible();
    expect((await open('alarm-2')).status).toBe(401);
  });

  test('Nele leaves: she is signed out at once, and what she held is the team’s again', async () => {
    const page = ada.page();
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('button', { name: /Nele Faber/ }).click();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('button', { name: /1 ticket go back|1 ticket goes back/ }).click();
    await expect(page.getByText('1 session ended, 1 ticket put back.')).toBeVisible();
    await expect(nele.page().getByRole('button', { name: 'Sign in', exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(nele.page().getByRole('contentinfo')).toBeHidden();
    await expect(nele.page().getByText(/^An administrator took your access away/)).toBeVisible();
  });

  test('everything she did is written down', async () => {
    const page = ada.page();
    await page.getByRole('link', { name: 'Changes' }).click();
    const changes = page.getByRole('region', { name: 'Changes' });
    for (const act of [
      'deactivated Nele Faber',
      'revoked the key Monitoring',
      'published the policy',
      'invited Nele',
    ]) {
      await expect(changes).toContainText(act);
    }
    await expectNoViolations(page);
  });

  test('without the server administration says what it needs', async () => {
    const page = ada.page();
    await ada.cut();
    await expect(page.getByText(/Administration needs the server/)).toBeVisible();
  });
});

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}
