import { describe, expect, it } from 'vitest';
import { authorise, createSessionKeeper } from '../../electron/main/session.ts';
import { createVault } from '../../electron/main/vault.ts';
import { createMemoryDisk, personId } from './machine.ts';

const server = 'http://127.0.0.1:4680';
const session = {
  person: {
    id: personId(1),
    name: 'Ines Kovač',
    email: 'ines.kovac@tierline.example',
    zone: 'Europe/Berlin',
    memberships: [],
    skills: [],
    managerId: null,
    deputyIds: [],
    workLimit: 6,
    administrator: false,
    auditor: false,
    active: true,
  },
  serverId: '00000000-0000-7000-8009-000000000001',
  epoch: '00000000-0000-7000-8009-000000000002',
  protocol: 1,
  serverTime: 1,
  expiresAt: 2,
  token: 'a-secret-token',
};
const byPassword = { how: 'password', email: 'a@tierline.example', password: 'x', shell: 'browser' } as const;

/** A system that keeps secrets by turning them round, which is enough to see what was written. */
function createSystem(backend: 'gnome_libsecret' | 'basic_text' = 'gnome_libsecret', available = true) {
  const turned = (text: string) => [...text].reverse().join('');
  return {
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(turned(text)),
    decryptStringAsync: async (sealed: Buffer) => ({ result: turned(sealed.toString()), shouldReEncrypt: false }),
  };
}

/** A server that answers each request by the next of these, and remembers what it was asked. */
function createServer(...answers: (Response | 'gone')[]) {
  const asked: { address: string; init: RequestInit }[] = [];
  const fetch = async (address: string, init: RequestInit) => {
    asked.push({ address, init });
    const answer = answers.shift();
    if (!answer || answer === 'gone') throw new TypeError('net::ERR_CONNECTION_REFUSED');
    return answer;
  };
  return { asked, fetch };
}

const signedIn = () => Response.json(session);

describe('the vault', () => {
  it('keeps a token encrypted, for the server that gave it only', async () => {
    const disk = createMemoryDisk();
    const vault = createVault({ safeStorage: createSystem(), platform: 'linux', disk });
    await vault.keep(server, 'a-secret-token');
    expect(disk.text).not.toContain('a-secret-token');
    expect(await vault.read(server)).toBe('a-secret-token');
    expect(await vault.read('https://another.example')).toBeNull();
    vault.forget();
    expect(await vault.read(server)).toBeNull();
  });

  it('keeps nothing where the system would write plain text', async () => {
    const disk = createMemoryDisk();
    const vault = createVault({ safeStorage: createSystem('basic_text'), platform: 'linux', disk });
    expect(await vault.kind()).toBe('plainText');
    await vault.keep(server, 'a-secret-token');
    expect(disk.text).toBeNull();
  });

  it('reads nothing where the system has become plain text since', async () => {
    const disk = createMemoryDisk();
    await createVault({ safeStorage: createSystem(), platform: 'linux', disk }).keep(server, 'a-secret-token');
    const later = createVault({ safeStorage: createSystem('basic_text'), platform: 'linux', disk });
    expect(await later.read(server)).toBeNull();
  });

  it('says where there is no vault at all', async () => {
    const vault = createVault({
      safeStorage: createSystem('gnome_libsecret', false),
      platform: 'darwin',
      disk: createMemoryDisk(),
    });
    expect(await vault.kind()).toBe('unavailable');
  });

  it('asks Linux only about its backend', async () => {
    const system = createSystem('basic_text');
    expect(await createVault({ safeStorage: system, platform: 'win32', disk: createMemoryDisk() }).kind()).toBe('kept');
  });

  it('has nothing to say where the file was tampered with', async () => {
    const disk = createMemoryDisk();
    const vault = createVault({ safeStorage: createSystem(), platform: 'linux', disk });
    disk.text = '{"server": 1';
    expect(await vault.read(server)).toBeNull();
  });
});

describe('a session', () => {
  const start = async (fetch: ReturnType<typeof createServer>['fetch'], backend?: 'basic_text') => {
    const disk = createMemoryDisk();
    const vault = createVault({ safeStorage: createSystem(backend), platform: 'linux', disk });
    const person = createMemoryDisk();
    return { disk, vault, person, keeper: await createSessionKeeper({ server, fetch, vault, disk: person }) };
  };

  it('reaches the page without its token', async () => {
    const { fetch, asked } = createServer(signedIn());
    const { keeper } = await start(fetch);
    expect(await keeper.signIn(byPassword)).toEqual({ ...session, token: null });
    expect(JSON.parse(String(asked[0]?.init.body))).toMatchObject({ how: 'password', shell: 'electron' });
    expect(keeper.headersFor(`${server}/api/pull?since=0`)).toEqual({ authorization: 'Bearer a-secret-token' });
  });

  it('lasts over a restart where the vault keeps it, and until quitting where it does not', async () => {
    for (const [backend, lasts] of [
      [undefined, true],
      ['basic_text', false],
    ] as const) {
      const { keeper, vault, person } = await start(createServer(signedIn()).fetch, backend);
      await keeper.signIn(byPassword);
      expect(keeper.headersFor(server)).not.toEqual({});
      const next = await createSessionKeeper({ server, fetch: createServer().fetch, vault, disk: person });
      expect(next.remembered()).toEqual({ ...session, token: null });
      expect('authorization' in next.headersFor(server)).toBe(lasts);
    }
  });

  it('of another server is nobody here', async () => {
    const { vault, person, keeper } = await start(createServer(signedIn()).fetch);
    await keeper.signIn(byPassword);
    const other = { server: 'https://another.example', fetch: createServer().fetch, vault, disk: person };
    const elsewhere = await createSessionKeeper(other);
    expect([elsewhere.remembered(), elsewhere.headersFor('https://another.example/')]).toEqual([null, {}]);
  });

  it('goes to the configured server and to nobody else', async () => {
    const { keeper } = await start(createServer(signedIn()).fetch);
    await keeper.signIn(byPassword);
    expect(keeper.headersFor('ws://127.0.0.1:4680/api/poke')).toEqual({ authorization: 'Bearer a-secret-token' });
    for (const address of [
      'http://127.0.0.1:4681/api',
      'https://127.0.0.1:4680/api',
      'http://127.0.0.1:4680.evil.example/',
      'http://127.0.0.1:4680@evil.example/',
      'http://evil.example/http://127.0.0.1:4680/',
      'not an address',
    ]) {
      expect(keeper.headersFor(address), address).toEqual({});
    }
  });

  it('is added below the page, to the headers that are there', async () => {
    const { keeper } = await start(createServer(signedIn()).fetch);
    await keeper.signIn(byPassword);
    type Listener = (details: object, answer: (response: { requestHeaders?: unknown }) => void) => void;
    const heard: { urls: string[]; listener: Listener }[] = [];
    const webRequest = {
      onBeforeSendHeaders: (filter: { urls: string[] }, listener: Listener) => void heard.push({ ...filter, listener }),
    };
    authorise(webRequest as unknown as Parameters<typeof authorise>[0], server, keeper);
    expect(heard[0]?.urls).toEqual([`${server}/*`, 'ws://127.0.0.1:4680/*']);
    let sent: unknown;
    heard[0]?.listener({ url: `${server}/api/x`, requestHeaders: { accept: '*/*' } }, (answer) => {
      sent = answer.requestHeaders;
    });
    expect(sent).toEqual({ accept: '*/*', authorization: 'Bearer a-secret-token' });
  });

  it('hands on what the server says against it, in its words', async () => {
    const problem = { problem: 'wrongPassword', says: 'That email and password do not fit.', field: null };
    const { keeper } = await start(createServer(Response.json(problem, { status: 401 })).fetch);
    expect(await keeper.signIn(byPassword)).toEqual(problem);
    expect(keeper.headersFor(server)).toEqual({});
  });

  it('says whom it could not reach, or who is not a Tierline server', async () => {
    const { keeper } = await start(createServer('gone', new Response('<html>')).fetch);
    expect(await keeper.signIn(byPassword)).toMatchObject({ problem: 'unreachable' });
    expect(await keeper.signIn(byPassword)).toMatchObject({ problem: 'strange' });
  });

  it('ends here first, also with the server gone', async () => {
    const { fetch, asked } = createServer(signedIn(), 'gone');
    const { keeper, disk, person } = await start(fetch);
    await keeper.signIn(byPassword);
    expect(person.text).not.toContain('a-secret-token');
    await keeper.signOut();
    expect([keeper.remembered(), person.text]).toEqual([null, null]);
    expect(keeper.headersFor(server)).toEqual({});
    expect(disk.text).toBeNull();
    expect(asked[1]?.init).toMatchObject({ method: 'DELETE', headers: { authorization: 'Bearer a-secret-token' } });
  });
});
