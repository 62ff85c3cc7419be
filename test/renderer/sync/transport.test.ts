import { describe, expect, it } from 'vitest';
import { ines, monday } from '#test/core/desk.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createTransport } from '../../../renderer/sync/transport.ts';
import { sampleTicket } from '../ticket/sample.ts';

function begin(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const clock = createHandClock(0);
  const asked: { url: string; init: RequestInit }[] = [];
  const sockets: string[] = [];
  const transport = createTransport({
    server: 'http://desk.example:4680',
    fetch: async (input, init = {}) => {
      asked.push({ url: String(input), init });
      return answer(String(input), init);
    },
    webSocket: (url) => {
      sockets.push(url);
      return new EventTarget() as WebSocket;
    },
    clock,
  });
  return { transport, clock, asked, sockets };
}

const says = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

describe('what the server says', () => {
  it('is a value, whatever goes wrong', async () => {
    const problem = { problem: 'tooMany', says: 'Too many requests.', field: null };
    const refused = begin(() => says(429, problem, { 'retry-after': '7' }));
    expect(await refused.transport.reference()).toEqual({
      failed: 'refused',
      status: 429,
      problem: 'tooMany',
      says: 'Too many requests.',
      retryAfter: 7_000,
    });
    const html = begin(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await html.transport.hello()).toMatchObject({ failed: 'refused', status: 502, problem: 'http502' });
    const strange = begin(() => says(200, { protocol: 'two' }));
    expect(await strange.transport.hello()).toMatchObject({ failed: 'garbled' });
    const gone = begin(() => Promise.reject(new TypeError('fetch failed')));
    expect(await gone.transport.hello()).toMatchObject({ failed: 'unreachable', status: 0 });
  });

  it('[SYNC42] of a page one ticket that is not understood is named, and the others count', async () => {
    const [one, two] = [sampleTicket(monday, 1), sampleTicket(monday, 2)];
    const row = ({ ticket, messages, events }: typeof one) => ({ ticket, whole: true, messages, events });
    const strange = { ...row(two), ticket: { ...two.ticket, status: 'frozen' } };
    const stamp = { protocol: 1, serverId: crypto.randomUUID(), epoch: crypto.randomUUID(), serverTime: monday };
    const rest = { cursor: 9, more: false, drops: [], referenceRevision: 1, startAfresh: false };
    const page = (rows: unknown[]) => begin(() => says(200, { ...stamp, ...rest, rows })).transport.pull(4, 10);
    expect(await page([row(one), strange])).toMatchObject({ cursor: 9, rows: [row(one)], unread: [two.ticket.id] });
    expect(await page([row(one)])).not.toHaveProperty('unread');
    expect(await page([row(one), { whole: true }])).toMatchObject({ failed: 'garbled' });
    const snapshot = begin(() => says(200, { ...stamp, cursor: 9, total: 2, rows: [strange, row(one)], next: null }));
    expect(await snapshot.transport.snapshot(null, 10)).toMatchObject({ rows: [row(one)], unread: [two.ticket.id] });
  });

  it('is waited for half a minute, not longer', async () => {
    const { transport, clock } = begin(
      (_url, init) =>
        new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    );
    const hello = transport.hello();
    clock.advance(30_000);
    expect(await hello).toMatchObject({ failed: 'unreachable' });
    expect(clock.waiting()).toBe(0);
  });

  it('[SYNC22] is asked for as one person, over the socket too', async () => {
    const { transport, asked, sockets } = begin(() => says(404, null));
    await transport.hello();
    await transport.as(ines.id).pull(4, 10);
    transport.as(ines.id).socket({ opened() {}, heard() {}, closed() {} });
    expect(asked.map(({ url }) => url)).toEqual([
      'http://desk.example:4680/api/hello',
      'http://desk.example:4680/api/pull?since=4&limit=10',
    ]);
    expect(asked.map(({ init }) => new Headers(init.headers).get('x-tierline-person'))).toEqual([null, ines.id]);
    expect(sockets).toEqual([`ws://desk.example:4680/api/poke?person=${ines.id}`]);
  });
});
