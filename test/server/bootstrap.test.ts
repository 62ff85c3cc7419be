import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/database.ts';

const BOOTSTRAP = join(import.meta.dirname, '../../resources/bootstrap.mjs');
/** In place of a task of ours: says that it runs, and why it ended. */
const TASK = `
process.on('SIGTERM', () => { process.stdout.write('asked to stop'); process.exit(0); });
process.stdout.write('running ');
setInterval(() => {}, 1_000);`;

/** `npm` as a shell that starts the bootstrap: it ends without a word to what it started. */
describe.skipIf(process.platform === 'win32')('resources/bootstrap.mjs', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;

  /** A tree in which everything is installed, with one task. */
  beforeEach(async () => {
    temporary = await temporaryFolder();
    const { folder } = temporary;
    for (const part of ['resources', 'server/laboratory', 'node_modules/node/bin']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    await copyFile(BOOTSTRAP, join(folder, 'resources/bootstrap.mjs'));
    await writeFile(join(folder, 'package-lock.json'), '{}');
    await writeFile(join(folder, 'node_modules/.tierline-installed'), createHash('sha256').update('{}').digest('hex'));
    await symlink(process.execPath, join(folder, 'node_modules/node/bin/node'));
    await writeFile(join(folder, 'server/laboratory/main.ts'), TASK);
  });
  afterEach(() => temporary.remove());

  const start = (command: string) => {
    const npm = spawn('sh', ['-c', command], {
      env: { ...process.env, NODE: process.execPath, BOOTSTRAP: join(temporary.folder, 'resources/bootstrap.mjs') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    const running = new Promise<void>((resolve) => {
      npm.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('running')) resolve();
      });
    });
    return { npm, running, closed: once(npm.stdout, 'close'), said: () => said };
  };

  it('once npm is gone, stops what it started', async () => {
    const { npm, running, closed, said } = start('"$NODE" "$BOOTSTRAP" sla & wait');
    await running;
    npm.kill('SIGKILL');
    await closed;
    expect(said()).toBe('running asked to stop');
  });

  it('asked to stop, it passes that on', async () => {
    const { npm, running, closed, said } = start('exec "$NODE" "$BOOTSTRAP" sla');
    await running;
    npm.kill('SIGTERM');
    await closed;
    expect(said()).toBe('running asked to stop');
  });
});
