import { defineConfig } from 'playwright/test';
import { chromiumArgs, findChromium } from './support/chromium.ts';

const long = /(screens-\w+|team|adversity)\.spec\.ts/;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/seed.ts',
  outputDir: '../test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  // The longest first, so that both are done at about the same time.
  projects: [
    { name: 'long', testMatch: long },
    { name: 'short', testIgnore: long },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    launchOptions: { executablePath: findChromium() ?? '', args: chromiumArgs },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
