import type { Config } from './config.ts';
import { CannotOpen } from './db/database.ts';

/** Why the server can't start, as a sentence that names the setting; null where it is no setting's fault. */
export function explained(failure: unknown, { host, port }: Pick<Config, 'host' | 'port'>): string | null {
  if (failure instanceof CannotOpen) return failure.message;
  if (!(failure instanceof Error)) return null;
  const { code, syscall }: NodeJS.ErrnoException = failure;
  if (syscall === 'getaddrinfo') return `HOST: no machine is known by the name "${host}". Set HOST to an address.`;
  if (syscall !== 'listen' && syscall !== 'bind') return null;
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: something else uses port ${port} already. Set PORT to another one.`;
    case 'EACCES':
      return `PORT: this user may not use port ${port}. Set PORT to one from 1024 on.`;
    case 'EADDRNOTAVAIL':
      return `HOST: ${host} is not an address of this machine.`;
    default:
      return `HOST: ${host} can't be listened on (${code}). Set HOST to another address.`;
  }
}
