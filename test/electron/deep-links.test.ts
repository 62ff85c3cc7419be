import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { hearLinks, ticketIn, ticketOf } from '../../electron/main/deep-links.ts';

const id = '0190a6f0-1b2c-7d3e-8f40-112233445566';

describe('deep links', () => {
  it('lead to a ticket', () => {
    expect(ticketOf(`tierline://ticket/${id}`)).toBe(id);
    expect(ticketOf(`tierline://ticket/${id}/`)).toBe(id);
  });

  for (const link of [
    `tierline://ticket/${id}?then=delete`,
    `tierline://ticket/${id}#x`,
    `tierline://ticket/../${id}`,
    `tierline://ticket/${id}/accept`,
    `tierline://tickets/${id}`,
    `tierline://evil@ticket/${id}`,
    `tierline:ticket/${id}`,
    `TIERLINE://ticket/${id.toUpperCase()}`,
    `https://ticket/${id}`,
    `tierline://ticket/${id}\n`,
    ` tierline://ticket/${id}`,
    'tierline://ticket/1',
    'tierline://ticket/00000000-0000-9000-f000-000000000000',
    '--inspect',
    '',
  ]) {
    it(`${JSON.stringify(link)} leads nowhere`, () => {
      expect(ticketOf(link)).toBeNull();
    });
  }

  it("are found among a start's arguments", () => {
    expect(ticketIn(['/opt/tierline', '--no-sandbox', `tierline://ticket/${id}`])).toBe(id);
    expect(ticketIn(['/opt/tierline', '.'])).toBeNull();
  });

  it('wait until the app is ready, on every system, and go there at once afterwards', () => {
    const app = Object.assign(new EventEmitter(), { setAsDefaultProtocolClient: () => true });
    const open = (link: string) => app.emit('open-url', { preventDefault() {} }, link);
    const other = id.replace('0190', '0191');
    const arrived: string[] = [];
    const links = hearLinks(app as EventEmitter as unknown as App, ['/opt/tierline', `tierline://ticket/${id}`]);
    open(`tierline://ticket/${other}`);
    open('tierline://evil');
    links.take((ticketId) => arrived.push(ticketId));
    expect(arrived).toEqual([other]);
    open(`tierline://ticket/${id}`);
    open('tierline://evil');
    expect(arrived).toEqual([other, id]);
  });
});
