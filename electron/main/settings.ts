import { z } from 'zod';
import { type Disk, readJson } from './disk.ts';

export type Settings = { server: string };
export type WrongSetting = { wrong: string; says: string };

const DEFAULT_SERVER = 'http://127.0.0.1:4680';
const Kept = z.object({ server: z.string().optional() });

/** The server's address: `TIERLINE_SERVER`, then `"server"` in settings.json beside the app's data, then the default. */
export function readSettings(env: Record<string, string | undefined>, disk: Disk): Settings | WrongSetting {
  const text = disk.read();
  const kept = Kept.safeParse(readJson(disk));
  if (text !== null && !kept.success)
    return { wrong: 'settings.json', says: 'settings.json is not the JSON it should be.' };
  const [name, address] = env.TIERLINE_SERVER
    ? ['TIERLINE_SERVER', env.TIERLINE_SERVER]
    : ['"server" in settings.json', kept.data?.server ?? DEFAULT_SERVER];
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || (url.pathname !== '/' && url.pathname !== '')) {
    return { wrong: name, says: `${name} should be an address like https://tierline.example, not ${address}.` };
  }
  return { server: url.origin };
}
