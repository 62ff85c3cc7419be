import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmList, Bridge, Rung } from '#core/bridge.ts';
import { needChromium } from '#test/support/chromium.ts';
import type { Desktop, LaunchOptions } from '#test/support/electron/desktop.ts';
import { launchStandIn } from '#test/support/electron/stand-in.ts';
import { alert, personId, ticketId } from './machine.ts';
import { buildAround, startProbeServer, token } from './probe.ts';

declare global {
  interface Window {
    tierline: Bridge;
    opened: unknown[];
    rung: Rung[];
    resumed?: number;
    inline?: boolean;
    evil?: unknown;
  }
}

const html = `<!doctype html><title>Probe</title><script>window.inline = true</script><script type="module" src="./page.js"></script>`;
const script = `try { window.evil = new Function('return 1')(); } catch { window.evil = 'refused'; }
  window.opened = []; window.rung = [];
  window.tierline.on('open', (said) => window.opened.push(said));
  window.tierline.on('rung', (said) => window.rung.push(said));
  window.tierline.on('resumed', ({ at }) => window.resumed = at);`;

let built: Awaited<ReturnType<typeof buildAround>>;
let server: Awaited<ReturnType<typeof startProbeServer>>;
let userData: string;
let desktop: Desktop;

beforeAll(async () => {
  needChromium();
  built = await buildAround(html, script);
}, 300_000);
afterAll(() => built.remove());
beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'tierline-data-'));
  server = await startProbeServer();
});
afterEach(async () => {
  await desktop.kill();
  await server.stop();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
});

const launch = async (more: Partial<LaunchOptions> = {}) => {
  desktop = await launchStandIn({ userData, server: server.address, out: built.out, ...more });
  await ready();
};
const ready = () => desktop.page().waitForFunction(() => Array.isArray(window.rung));
const key = { serverId: '00000000-0000-7000-8009-000000000001', personId: personId(1) };
const signIn = (page: Page, who = personId(1)) =>
  page.evaluate((id) => window.tierline.signIn({ how: 'demo', personId: id, shell: 'electron' }), who);
const askServer = (page: Page) =>
  page.evaluate((address) => fetch(`${address}/api/x`).then((answer) => answer.json(), String), server.address);
const listOf = (...alerts: AlarmList['alerts']): AlarmList => ({ personId: personId(1), offset: 0, alerts });
const publish = (list: AlarmList) => desktop.page().evaluate((all) => window.tierline.setAlarms(all), list);
const now = () => ({ ringAt: Date.now(), dueAt: Date.now() });
const rungIn = async (many: number) => {
  await desktop.page().waitForFunction((count) => window.rung.length >= count, many);
  return await desktop
    .page()
    .evaluate(() => window.rung.map(({ alert: { id }, state, reason }) => ({ id, state, reason })));
};

describe('the built bundles', { timeout: 90_000 }, () => {
  it('open one page, which runs its own scripts only, knows the bridge, and no Node', async () => {
    await launch();
    const page = desktop.page();
    expect(
      await page.evaluate(() => ({
        inline: window.inline,
        evil: window.evil,
        node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
        bridge: Object.keys(window.tierline).length,
        frozen: Object.isFrozen(window.tierline),
      })),
    ).toEqual({ inline: undefined, evil: 'refused', node: [], bridge: 14, frozen: true });
    expect(await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))).toBe('refused');
    expect(await page.evaluate(() => window.tierline.about())).toMatchObject({
      server: server.address,
      vault: 'kept',
      platform: process.platform,
    });
    expect(await page.evaluate(() => navigator.storage.persist())).toBe(true);
    await expect(page.evaluate(() => window.tierline.settleAlarm(7 as unknown as string))).rejects.toThrow(
      /settleAlarm refuses/,
    );
    expect((await desktop.state()).visible).toBe(true);
  });

  it('keep the token from the page, add it to requests and sockets, and remember it over a power cut', async () => {
    await launch();
    expect(await signIn(desktop.page())).toMatchObject({ person: { name: 'Ines Kovač' }, token: null });
    expect(await askServer(desktop.page())).toEqual({ authorization: `Bearer ${token}` });
    const echoed = await desktop.page().evaluate(
      (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${address.replace('http', 'ws')}/api/poke`);
          socket.onopen = () => socket.send('here');
          socket.onmessage = ({ data }) => resolve(data);
        }),
      server.address,
    );
    expect(echoed).toBe('echo here');
    const bearer = { authorization: `Bearer ${token}`, origin: 'app://tierline' };
    expect(server.asked.slice(1)).toEqual([
      { what: 'GET /api/x', ...bearer },
      { what: 'WS /api/poke', ...bearer },
    ]);
    expect(readFileSync(join(userData, 'session.json'), 'utf8')).not.toContain(token);
    await desktop.kill();
    await launch();
    expect(await askServer(desktop.page())).toEqual({ authorization: `Bearer ${token}` });
    await desktop.page().evaluate(() => window.tierline.signOut());
    expect(await askServer(desktop.page())).toEqual({ authorization: null });
  });

  it('forget the token with the app where the system would keep it as plain text', async () => {
    await launch({ machine: { vault: 'plainText' } });
    await signIn(desktop.page());
    expect(await askServer(desktop.page())).toEqual({ authorization: `Bearer ${token}` });
    await desktop.quit();
    await launch({ machine: { vault: 'plainText' } });
    expect(await askServer(desktop.page())).toEqual({ authorization: null });
  });

  it('ring with the window closed and the page dead, once, and tell the next page what became of it', async () => {
    await launch();
    const soon = alert(1, 'breach', 0, { ringAt: Date.now() + 1_500, dueAt: Date.now() + 1_500 });
    await publish(listOf(soon));
    await desktop.closeWindow();
    expect((await desktop.state()).visible).toBe(false);
    await desktop.crashPage();
    await expect.poll(async () => (await desktop.notifications()).length, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(
        () =>
          ready().then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    expect(await rungIn(1)).toMatchObject([{ id: soon.id, state: 'unproven' }]);
    expect(await desktop.notifications()).toMatchObject([
      { title: 'Breached: 48001 Ticket 1', stays: true, closed: false },
    ]);
    await desktop.kill();
    await launch();
    await publish(listOf(soon));
    expect(await desktop.notifications()).toEqual([]);
  });

  it('lead from a notification, its buttons and a link to the ticket', async () => {
    await launch({ argv: [`tierline://ticket/${ticketId(9)}`] });
    await desktop.page().waitForFunction(() => window.opened.length === 1);
    await publish(listOf(alert(1, 'breach', 0, now()), alert(2, 'offer', 0, { ...now(), dueAt: Date.now() + 60_000 })));
    await rungIn(2);
    await desktop.closeWindow();
    const [breach, offer] = await desktop.notifications();
    if (!breach || !offer) throw new Error('There should be two notifications.');
    await desktop.click(breach);
    expect((await desktop.state()).visible).toBe(true);
    await desktop.click(offer, 'Accept');
    await desktop.startAgain(['--flag', `tierline://ticket/${ticketId(3)}`]);
    await desktop.page().waitForFunction(() => window.opened.length === 4);
    expect(await desktop.page().evaluate(() => window.opened)).toEqual([
      { ticketId: ticketId(9), alertId: null, action: 'show' },
      { ticketId: ticketId(1), alertId: alert(1, 'breach', 0).id, action: 'handOff' },
      { ticketId: ticketId(2), alertId: alert(2, 'offer', 0).id, action: 'accept' },
      { ticketId: ticketId(3), alertId: null, action: 'show' },
    ]);
    expect((await desktop.notifications()).map(({ closed }) => closed)).toEqual([true, true]);
  });

  it('say why a notification failed', async () => {
    await launch({ machine: { notificationsFail: 'Notifications are turned off.' } });
    await publish(listOf(alert(1, 'breach', 0, now())));
    expect(await rungIn(1)).toMatchObject([{ state: 'failed', reason: 'Notifications are turned off.' }]);
    expect(await desktop.page().evaluate(() => window.tierline.testNotification())).toEqual({
      shown: false,
      reason: 'Notifications are turned off.',
    });
  });

  it('keep the journal through a power cut', async () => {
    await launch();
    const entry = { kind: 'draft' as const, id: 'd1', at: 1, payload: { body: 'half a sentence' } };
    await desktop.page().evaluate(([of, one]) => window.tierline.journalAppend(of, [one]), [key, entry] as const);
    await desktop.kill();
    await launch();
    expect(await desktop.page().evaluate((of) => window.tierline.journalRead(of), key)).toEqual([entry]);
  });

  it('start without a network, and open links of the web outside', async () => {
    await launch();
    await desktop.network(false);
    await desktop.page().reload();
    await ready();
    expect(await askServer(desktop.page())).toContain('Failed to fetch');
    expect(await signIn(desktop.page())).toMatchObject({ problem: 'unreachable' });
    await desktop.network(true);
    await desktop.resume();
    await desktop.page().waitForFunction(() => Math.abs((window.resumed ?? 0) - Date.now()) < 60_000);
    expect(await askServer(desktop.page())).toEqual({ authorization: null });
    await desktop.page().evaluate(() => window.open('https://example.com/manual'));
    await desktop.page().evaluate(() => {
      location.href = 'https://example.com/elsewhere';
    });
    await expect
      .poll(async () => (await desktop.state()).opened, { timeout: 10_000 })
      .toEqual(['https://example.com/manual', 'https://example.com/elsewhere']);
    expect(desktop.page().url()).toBe('https://tierline/');
  });

  it('reach a server that allows app://tierline, and no other page', async () => {
    const strict = await startProbeServer('https://tierline');
    await launch({ server: strict.address });
    const answer = await desktop
      .page()
      .evaluate((address) => fetch(`${address}/api/x`).then(String, () => 'refused'), strict.address);
    await strict.stop();
    expect(answer).toBe('refused');
  });

  it('show the count in tray and badge, and quit from the tray', async () => {
    await launch();
    await desktop.page().evaluate(() => window.tierline.setCount({ breached: 2, near: 1, offered: 1 }));
    expect(await desktop.state()).toMatchObject({
      badge: 3,
      tray: {
        toolTip: 'Tierline: 2 breached, 1 near, 1 offered to you',
        menu: ['2 breached, 1 near, 1 offered to you', 'Show Tierline', 'Quit'],
      },
    });
    await desktop.closeWindow();
    await desktop.chooseInTray('Show Tierline');
    expect((await desktop.state()).visible).toBe(true);
  });
});
