import type { SafeStorage } from 'electron';
import { z } from 'zod';
import type { About } from '#core/bridge.ts';
import { type Disk, readJson } from './disk.ts';

export type Vault = {
  /** Whether the system keeps secrets for us. Asked once the app is ready. */
  kind(): Promise<About['vault']>;
  /** The token kept for this server; null where there is none, or it can't be read any more. */
  read(server: string): Promise<string | null>;
  /** Keeps it only where the system encrypts it by a key of its own; otherwise does nothing. */
  keep(server: string, token: string): Promise<void>;
  forget(): void;
};

/** A token belongs to one server: it is never sent to another one that is configured later. */
const Kept = z.object({ server: z.string(), secret: z.base64() });

/**
 * The session token in the system's vault (Keychain, DPAPI, libsecret, KWallet). On Linux without any of them Electron
 * would "encrypt" by a key that everybody knows: there nothing is kept, and sign-in lasts until quitting.
 */
export function createVault(deps: {
  safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  platform: NodeJS.Platform;
  disk: Disk;
}): Vault {
  const { safeStorage, platform, disk } = deps;

  async function kind(): Promise<About['vault']> {
    if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return 'plainText';
    return (await safeStorage.isAsyncEncryptionAvailable()) ? 'kept' : 'unavailable';
  }

  return {
    kind,
    async read(server) {
      const kept = Kept.safeParse(readJson(disk)).data;
      if (kept?.server !== server || (await kind()) !== 'kept') return null;
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(kept.secret, 'base64'))).result;
      } catch {
        return null;
      }
    },
    async keep(server, token) {
      if ((await kind()) !== 'kept') return;
      const secret = (await safeStorage.encryptStringAsync(token)).toString('base64');
      disk.write(JSON.stringify({ server, secret }));
    },
    forget: () => disk.remove(),
  };
}
