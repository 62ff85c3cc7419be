import { defineConfig } from 'vitest/config';
import short from './vitest.config.ts';

export default defineConfig({
  test: {
    ...short.test,
    setupFiles: [],
    include: ['test/long/**/*.test.ts'],
    exclude: ['node_modules/**'],
    testTimeout: 20 * 60_000,
    hookTimeout: 120_000,
  },
});
