import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/** Throws what the system says of a port that can't be had, before anything else was begun. */
export function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
