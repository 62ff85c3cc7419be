import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = Parameters<NodeFS['init']>[1];

/** The part of Emscripten's file system for Node that matters here. A folder's stream has no `nfd`. */
type NodeFiles = {
  realPath(node: unknown): string;
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
};

const OK = 0;
/** WASI's EIO: PostgreSQL stops rather than go on with what may not be on the disk. */
const FAILED = 29;

/**
 * A folder in which what PostgreSQL believes to be on the disk is on the disk. PGlite 0.5's own file system lacks
 * `fsync`, and its `fdatasync` does nothing, so `fsync=on` alone changes nothing (seen with strace: not one call).
 * Used together with `wal_sync_method=fsync`.
 */
export class DurableFolder extends NodeFS {
  override async init(pg: PGlite, options: Init): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const addSync = (module: unknown) => {
      const files = (module as { NODEFS: NodeFiles }).NODEFS;
      files.stream_ops.fsync = ({ nfd, node }) => sync(nfd ?? null, () => files.realPath(node));
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

function sync(file: number | null, folder: () => string): number {
  try {
    if (file !== null) fsyncSync(file);
    else syncFolder(folder());
    return OK;
  } catch {
    return FAILED;
  }
}

/** A new name is on the disk once its folder is. Windows does that by itself, and can't be asked. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
