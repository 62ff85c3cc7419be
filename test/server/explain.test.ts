import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/database.ts';
import { CannotOpen } from '../../server/db/database.ts';
import { openPglite } from '../../server/db/pglite.ts';
import { explained } from '../../server/explain.ts';
import { checkPort } from '../../server/http/port.ts';

const failed = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

describe('why the server does not start', () => {
  const asked = { host: 'desk.invalid', port: 80 };

  it.each([
    [failed('EADDRINUSE', 'listen'), 'PORT: something else uses port 80 already. Set PORT to another one.'],
    [failed('EACCES', 'listen'), 'PORT: this user may not use port 80. Set PORT to one from 1024 on.'],
    [failed('EADDRNOTAVAIL', 'listen'), 'HOST: desk.invalid is not an address of this machine.'],
    [failed('EINVAL', 'listen'), "HOST: desk.invalid can't be listened on (EINVAL). Set HOST to another address."],
    [
      failed('ENOTFOUND', 'getaddrinfo'),
      'HOST: no machine is known by the name "desk.invalid". Set HOST to an address.',
    ],
    [new CannotOpen('DATABASE_URL: it is away.'), 'DATABASE_URL: it is away.'],
  ])('%s is said by the name of its setting', (failure, says) => {
    expect(explained(failure, asked)).toBe(says);
  });

  it('a file that may not be read is no matter of the port; a bug stays a bug', () => {
    for (const failure of [failed('EACCES', 'open'), failed('EACCES', 'mkdir'), new TypeError('x'), 'thrown']) {
      expect(explained(failure, asked)).toBeNull();
    }
  });

  it('a port that is taken and a name that nobody has are found by asking', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve(Object(other.address()).port)),
    );
    const why = async (host: string, at: number) =>
      explained(
        await checkPort({ host, port: at }).then(
          () => null,
          (failure) => failure,
        ),
        { host, port: at },
      );
    expect(await why('127.0.0.1', port)).toBe(
      `PORT: something else uses port ${port} already. Set PORT to another one.`,
    );
    expect(await why('192.0.2.1', 0)).toBe('HOST: 192.0.2.1 is not an address of this machine.');
    expect(await why('no.such.host.invalid', 0)).toContain('HOST: no machine is known by the name');
    await new Promise((resolve) => other.close(resolve));
    await expect(checkPort({ host: '127.0.0.1', port })).resolves.toBeUndefined();
  });
});

describe('a data folder that is none', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    temporary = await temporaryFolder();
  });
  afterEach(() => temporary.remove());
  const opening = (folder: string) =>
    openPglite(folder).then(
      () => 'opened',
      (failure) => (failure instanceof CannotOpen ? failure.message : failure),
    );

  it('a file in its place is said by the name of the setting', async () => {
    const file = join(temporary.folder, 'notes.txt');
    await writeFile(file, 'mine');
    for (const place of [file, join(file, 'data')]) {
      expect(await opening(place)).toBe(
        `TIERLINE_DATA: ${place} can't be used as the data folder: that is a file, or lies in one. Set TIERLINE_DATA to a folder in which this user may write.`,
      );
    }
  });

  it.runIf(process.platform === 'linux')(
    'a place that takes no folder is said so, and not tried for ever',
    async () => {
      for (const place of ['/proc/tierline', '/proc/tierline/data']) {
        expect(await opening(place)).toMatch(`${place} can't be used as the data folder: it can't be made there.`);
      }
    },
  );

  it('something else in it is said so, and the folder is free again', { timeout: 60_000 }, async () => {
    await mkdir(join(temporary.folder, 'database'));
    await writeFile(join(temporary.folder, 'database', 'PG_VERSION'), 'nonsense\n');
    const says = await opening(temporary.folder);
    expect(says).toContain(`TIERLINE_DATA: what is in ${join(temporary.folder, 'database')} can't be opened`);
    expect(await opening(temporary.folder)).toBe(says);
  });
});
