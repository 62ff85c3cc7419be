import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { needChromium } from '#test/support/chromium.ts';
import { launchStandIn } from '#test/support/electron/stand-in.ts';
import { config } from '../../resources/electron-builder.ts';
import { faults } from '../../resources/package-check.ts';

const out = join(import.meta.dirname, '..', '..', 'out');

beforeAll(() => {
  needChromium();
  if (!existsSync(join(out, 'renderer', 'index.html')))
    throw new Error('There is no out/renderer: `npm run build` first.');
}, 300_000);

describe('the console as it is built', { timeout: 90_000 }, () => {
  it('starts on app://tierline with no server in sight, within its own content security policy', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'tierline-data-'));
    const desktop = await launchStandIn({ userData, server: 'http://127.0.0.1:9' });
    try {
      const page = desktop.page();
      const wrong: string[] = [];
      page.on('console', (said) => {
        if (said.type() === 'error' && !said.text().includes('ERR_CONNECTION_REFUSED')) wrong.push(said.text());
      });
      page.on('pageerror', (cause) => wrong.push(String(cause)));
      await page.reload();
      await page.getByRole('heading').first().waitFor();
      expect(await page.evaluate(() => 'tierline' in window && !('require' in window))).toBe(true);
      expect(await page.title()).toContain('Tierline');
      expect(wrong).toEqual([]);
      expect((await desktop.state()).visible).toBe(true);
    } finally {
      await desktop.kill();
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

describe('the packages', () => {
  it('would hold what they should', () => {
    expect(faults()).toEqual([]);
  });

  it('are described in words that electron-builder knows', async () => {
    const log = { isEnabled: false, add() {} } as unknown as Parameters<typeof validateConfiguration>[1];
    await expect(
      validateConfiguration(structuredClone({ ...config, beforeBuild: null }), log),
    ).resolves.toBeUndefined();
    const misspelt = structuredClone({ ...config, beforeBuild: null, asarr: true });
    await expect(validateConfiguration(misspelt, log)).rejects.toThrow(/asarr/);
  });
});
