import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A line of one's own to the server, to be cut and mended by hand: what is cut is gone, open sockets included. */
export type Line = { url: string; cut(): void; mend(): void; close(): Promise<void> };

export async function startLine(server: string): Promise<Line> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const sever = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      sever();
    },
    mend() {
      whole = true;
    },
    close() {
      sever();
      return new Promise((resolve) => relay.close(() => resolve()));
    },
  };
}
