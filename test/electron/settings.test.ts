import { describe, expect, it } from 'vitest';
import { readSettings } from '../../electron/main/settings.ts';
import { createMemoryDisk } from './machine.ts';

const on = (text: string | null) => Object.assign(createMemoryDisk(), { read: () => text });

describe('the server’s address', () => {
  it('is this machine unless said otherwise', () => {
    expect(readSettings({}, on(null))).toEqual({ server: 'http://127.0.0.1:4680' });
  });

  it('comes from settings.json, and TIERLINE_SERVER wins', () => {
    const disk = on('{"server": "https://tierline.example/"}');
    expect(readSettings({}, disk)).toEqual({ server: 'https://tierline.example' });
    expect(readSettings({ TIERLINE_SERVER: 'http://10.0.0.5:4680' }, disk)).toEqual({ server: 'http://10.0.0.5:4680' });
  });

  for (const wrong of [
    'tierline.example',
    'ftp://tierline.example',
    'https://a:b@tierline.example',
    'https://x/y',
    'javascript:1',
  ]) {
    it(`${wrong} stops the start with its name`, () => {
      expect(readSettings({ TIERLINE_SERVER: wrong }, on(null))).toMatchObject({ wrong: 'TIERLINE_SERVER' });
    });
  }

  it('a broken settings.json stops the start with its name', () => {
    expect(readSettings({}, on('{"server": 7}'))).toMatchObject({ wrong: 'settings.json' });
    expect(readSettings({}, on('{"server": "https://tierl'))).toMatchObject({ wrong: 'settings.json' });
  });
});
