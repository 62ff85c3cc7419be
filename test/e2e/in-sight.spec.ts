import { expect, type Locator, type Page, test } from 'playwright/test';
import { type Desk, inBrowser, startWorld, type World } from './world.ts';

/** What is seen is what keys change, what is counted and what is said: a day at the desk, most of it without the mouse. */
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let world: World;
let ines: Desk;
let ruben: Desk;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  world = await startWorld();
  ines = await inBrowser(browser)(world, 'Ines Kovač');
  ruben = await inBrowser(browser)(world, 'Ruben Halle');
});
test.afterAll(async () => {
  for (const desk of [ines, ruben]) await desk?.leave();
  await world?.close();
});

const rows = (page: Page) => page.getByRole('grid').locator('[role=row]:not(.qh)');
const pane = (page: Page) => page.getByRole('region', { name: /^Ticket / });
const properties = (page: Page) => page.getByRole('complementary', { name: 'Properties' });
const numberIn = async (page: Page) => (await pane(page).getAttribute('aria-label'))?.replace('Ticket ', '') ?? '';
const go = (page: Page, to: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, to);

test('taken out of Unassigned, the ticket in sight is the one that is answered; J goes on where it stood', async () => {
  const page = ines.page();
  await go(page, '#/queue/unassigned');
  await expect(page.getByRole('heading', { name: 'Unassigned' })).toBeVisible();
  const [, second] = await rows(page).locator('.q-number').allInnerTexts();
  await page.keyboard.press('Enter');
  await expect(properties(page)).toContainText('Nobody yet');
  const number = await numberIn(page);
  await page.keyboard.press('t');
  await expect(rows(page).filter({ hasText: number })).toHaveCount(0);
  await expect(properties(page)).toContainText('Ines Kovač');
  await page.keyboard.press('r');
  const reply = pane(page).getByRole('textbox', { name: 'Public reply' });
  await expect(reply).toBeFocused();
  expect(await numberIn(page)).toBe(number);
  await page.keyboard.type('I am on it.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('I am on it.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(pane(page)).toHaveAttribute('aria-label', `Ticket ${second}`);
});

test('a ticket opened from the palette, outside the view, is the one whose status and priority change', async () => {
  const page = ines.page();
  await go(page, '#/queue/team');
  const other = rows(page).filter({ hasNot: page.getByRole('img', { name: 'unread' }) });
  const number = await other.filter({ hasNotText: 'IK' }).last().locator('.q-number').innerText();
  await go(page, '#/queue/unassigned');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(number);
  await expect(page.getByRole('option', { name: new RegExp(`^${number}`) })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(pane(page)).toHaveAttribute('aria-label', `Ticket ${number}`);
  await page.keyboard.press('l');
  const tag = page.getByRole('combobox', { name: 'Tags' });
  await tag.fill('seen/here');
  await expect(page.getByText('A tag is up to 40 letters')).toBeVisible();
  await tag.fill('seen-here');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(properties(page)).toContainText('seen-here');
  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Priority' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await expect(page.locator('.q-notice')).toContainText(`Watching ${number}.`);
  await page.getByRole('button', { name: 'Put this message away' }).click();
});

test('with a ticket open, ? lists what can be done with it', async () => {
  const page = ines.page();
  await expect(pane(page)).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('region', { name: 'On a ticket' });
  for (const label of ['Take', 'Reply to the requester', 'Internal note', 'Status', 'Watch, or stop watching']) {
    await expect(keys).toContainText(label);
  }
  await page.keyboard.press('Escape');
});

test('a caller in no list keeps name and number, and is found by both', async () => {
  const page = ines.page();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New ticket' });
  await dialog.getByRole('combobox', { name: 'Requester' }).fill('Zora Unknown');
  await dialog.getByLabel('Phone to call back').fill('0161 496 0000');
  await dialog.getByLabel('Subject').fill('Gate stays shut');
  await dialog.getByLabel('What they said').fill('It does not open at all.');
  await expectAligned(dialog, ['Impact', 'Urgency', 'Team']);
  await dialog.getByRole('button', { name: /^Open P\d ticket/ }).click();
  await expect(properties(page)).toContainText('Zora Unknown');
  await expect(properties(page)).toContainText('0161 496 0000');
  await expect(page.getByRole('article', { name: 'Public message' })).toContainText('Zora Unknown');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zora');
  await expect(page.getByRole('option', { name: /Gate stays shut/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the handoff by keys alone: focus follows the team, Tab goes to the person, and it says who is here', async () => {
  const page = ines.page();
  await expect(page.getByRole('heading', { name: 'Gate stays shut' })).toBeVisible();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: /Hand off/ });
  const team = (name: string) => dialog.getByRole('radio', { name: new RegExp(`^${name}`) });
  await expect(team('Applications L2')).toBeFocused();
  await page.keyboard.press('3');
  await expect(team('Network L2')).toBeFocused();
  await expect(dialog.locator('.per', { hasText: 'Ruben Halle' })).toContainText('here now');
  await expect(dialog.locator('.per', { hasText: 'Mirel Aslan' })).toContainText('presence not known');
  await dialog.getByRole('button', { name: /^Offer to Network L2/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('Choose a reason.');
  await team('Network L2').focus();
  await page.keyboard.press('w');
  await expect(dialog.getByRole('alert')).not.toContainText('Choose a reason.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(team('Network L2')).toBeChecked();
  await expect(dialog.locator('.per.on')).toContainText('Mirel Aslan');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('h');
  await expect(team('Network L2')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(team('Endpoint L2')).toBeChecked();
  await page.keyboard.press('3');
  for (const part of ['Observed', 'Tried', 'Asked']) {
    await dialog.getByRole('textbox', { name: new RegExp(`^${part}`) }).fill('All that is known of it, in a sentence.');
  }
  await dialog.getByRole('button', { name: /^Offer to Network L2/ }).click();
  await expect(dialog).toBeHidden();
});

test('a breach in the strip leads to the handoff of that ticket', async () => {
  const page = ines.page();
  const breach = page.locator('.breach-names').getByRole('link').first();
  const number = await breach.innerText();
  await breach.click();
  await expect(page.getByRole('dialog', { name: new RegExp(`Hand off ${number}`) })).toContainText('Opened by');
  await page.keyboard.press('Escape');
});

test('an offer to narrow counts what it shows; a saved search comes back after it was cleared', async () => {
  const page = ines.page();
  await go(page, '#/queue/all');
  await page.keyboard.press('f');
  await page.keyboard.type('network l2');
  const offer = page.getByRole('option', { name: /Network L2/ }).first();
  const count = (await offer.innerText()).match(/\d+$/)?.[0];
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Queue' }).locator('.q-head')).toContainText(`${count} ticket`);
  await page.getByRole('button', { name: 'Save search' }).click();
  await page.keyboard.type('Network');
  await page.keyboard.press('Enter');
  const saved = page.getByRole('link', { name: 'Network', exact: true });
  await expect(saved).toHaveAttribute('aria-current', 'page');
  const shown = await rows(page).count();
  await rows(page).first().click();
  await expect(pane(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pane(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(shown);
  await page.keyboard.press('Escape');
  await expect(saved).not.toHaveAttribute('aria-current', 'page');
  await saved.click();
  await expect(rows(page)).toHaveCount(shown);
});

test('with no row left, what just happened stands at the foot of the queue all the same', async () => {
  const page = ines.page();
  await go(page, '#/queue/desk');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('w');
  await go(page, '#/queue/offered');
  await expect(page.getByText('Nothing is offered to you')).toBeVisible();
  const foot = await boxOf(page.locator('.q-notice'));
  const queue = await boxOf(page.getByRole('region', { name: 'Queue' }));
  expect(Math.abs(foot.y + foot.height - (queue.y + queue.height))).toBeLessThan(2);
  await page.keyboard.press('z');
});

test('what rang is read whole at 1280: what it was about, and what became of it', async () => {
  const page = ruben.page();
  await page.setViewportSize({ width: 1280, height: 800 });
  await go(page, '#/alerts');
  const rang = page.getByRole('row').filter({ hasText: 'Gate stays shut' });
  await expect(rang).toContainText('not proven to be seen');
  for (const cell of await rang.getByRole('cell').all()) {
    expect(await cell.evaluate((one) => one.scrollWidth <= one.clientWidth), await cell.innerText()).toBe(true);
  }
});

test('what was typed into an answer is there again after a restart; each cap is the key that works where one is', async () => {
  const page = ruben.page();
  const goal = 'Find the loop and say what it was.';
  const dialog = page.getByRole('dialog', { name: /Offered to you/ });
  const open = async () => {
    await go(page, '#/queue/offered');
    await rows(page).first().click();
    await page.getByRole('button', { name: /^Answer/ }).click();
  };
  await open();
  await dialog.getByRole('textbox').fill(goal);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await ruben.restart();
  await open();
  await expect(dialog.getByRole('textbox')).toHaveValue(goal);
  await page.keyboard.press('Alt+r');
  const caps = dialog.locator('.either-cap > .keys');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await expect(caps.first()).toHaveText('Alt 1');
  await page.keyboard.press('Alt+2');
  await expect(dialog.getByRole('radio', { name: 'Wrong team' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Wrong team' }).focus();
  await expect(caps.first()).toHaveText('1');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('textbox')).toHaveValue(goal);
});

test('accepted, the ticket leaves what is offered and stays the one that a note is for', async () => {
  const page = ruben.page();
  const dialog = page.getByRole('dialog', { name: /Offered to you/ });
  await expect(rows(page).filter({ hasText: 'Gate stays shut' })).toBeVisible();
  expect(await rows(page).count()).toBeGreaterThan(1);
  const titles = await everyDialog(page);
  await dialog.getByRole('button', { name: /^Accept/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await titles()).not.toContain('Nothing to answer');
  const number = await numberIn(page);
  await expect(rows(page).filter({ hasText: number })).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(pane(page).getByRole('textbox', { name: 'Internal note' })).toBeFocused();
  expect(await numberIn(page)).toBe(number);
  await page.keyboard.type('Mine since now.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('Mine since now.');
  await page.keyboard.press('Escape');
});

test('at 1280 nothing runs into anything: the board’s heads, days of three digits, the foot while offline', async () => {
  const page = ines.page();
  await page.setViewportSize({ width: 1280, height: 800 });
  await go(page, '#/board');
  await expectApart(page.locator('.heat thead .heat-word'));
  await expectApart(page.locator('.heat thead th > .d'));
  await go(page, '#/queue/desk');
  const figure = rows(page).first().locator('.figure > *');
  await figure.first().evaluate((days) => {
    days.textContent = '−267';
  });
  await expectApart(figure);
  await ines.cut();
  await expect(page.getByRole('contentinfo')).toContainText('Offline');
  await page.keyboard.press('w');
  await expect(page.getByRole('contentinfo')).toContainText('1 change waiting');
  await expectApart(page.locator('.foot > .seg'));
  for (const words of ['Offline', '1 change waiting', 'Ines Kovač']) {
    const whole = page.getByRole('contentinfo').getByText(words).first();
    expect(await whole.evaluate((one) => one.scrollWidth <= one.clientWidth || one.clientWidth === 0)).toBe(true);
  }
  // As at 200 % zoom.
  await page.setViewportSize({ width: 640, height: 800 });
  await expectApart(page.locator('.foot > .seg'));
  for (const picture of await page.locator('.foot .seg > .ic').all()) {
    const [inner, outer] = [await boxOf(picture), await boxOf(picture.locator('..'))];
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width + 0.5);
  }
  await rows(page).nth(2).click();
  await page.getByRole('button', { name: /^Hand off/ }).click();
  const dialog = await boxOf(page.getByRole('dialog', { name: /Hand off/ }));
  expect(dialog.x).toBeGreaterThanOrEqual(0);
  expect(dialog.x + dialog.width).toBeLessThanOrEqual(640);
  await page.keyboard.press('Escape');
  await ines.mend();
});

test('an alert beside the writing says whose it is at any width: no figure over a number', async () => {
  const page = ruben.page();
  await page.setViewportSize({ width: 400, height: 800 });
  const note = pane(page).getByRole('textbox', { name: 'Internal note' });
  await note.focus();
  await page.evaluate(() => {
    location.hash = `${location.hash.split('?')[0]}?do=handOff&alert=none`;
  });
  const alert = page.getByRole('complementary', { name: /^Alert for/ });
  await expect(alert).toBeVisible();
  const figure = await boxOf(alert.locator('.figure-inline'));
  const number = await boxOf(alert.locator('b'));
  expect(figure.x + figure.width <= number.x || figure.y + figure.height <= number.y).toBe(true);
  await page.keyboard.press('Alt+n');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('the browser takes the journal away: what is written then is kept in a new one', async () => {
  const page = ruben.page();
  const note = pane(page).getByRole('textbox', { name: 'Internal note' });
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'file_systems' });
  await note.fill('Written without a file.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('Written without a file.');
  await expect(note).toHaveValue('');
});

/** The titles of all dialogs from now on, also of such as are gone before anybody could read them. */
async function everyDialog(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const titles = new Set<string>();
    new MutationObserver(() => {
      const title = document.querySelector('[role=dialog] h2')?.textContent;
      if (title) titles.add(title);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    return titles;
  });
  return () => seen.evaluate((titles) => [...titles]);
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on screen');
  return box;
}

/** Side by side or below each other, never over each other, and inside the window. */
async function expectApart(locator: Locator): Promise<void> {
  await expect(locator.first()).toBeVisible();
  const boxes = await locator.evaluateAll((all) =>
    all.map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const words = range.getBoundingClientRect();
      const box = one.getBoundingClientRect();
      const right = one.querySelector('.ell') ? box.right : Math.max(box.right, words.right);
      return { left: Math.min(box.left, words.left), right, text: one.textContent };
    }),
  );
  const window = await locator.page().evaluate(() => innerWidth);
  boxes.forEach((box, index) => {
    const next = boxes[index + 1]?.left ?? window;
    expect(box.right, `${box.text} before ${boxes[index + 1]?.text}`).toBeLessThanOrEqual(next + 0.5);
  });
}

/** Labels in a line stand at one height. */
async function expectAligned(dialog: Locator, labels: readonly string[]): Promise<void> {
  const tops = await Promise.all(
    labels.map(async (label) => (await boxOf(dialog.getByText(label, { exact: true }).first())).y),
  );
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(1.5);
}
