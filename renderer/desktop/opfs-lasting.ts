import { FULL, type Lines } from './opfs-folder.ts';

export type Lasting = {
  append(lines: readonly string[]): Promise<void>;
  read(): Promise<string[]>;
  others(): Promise<string[]>;
  replace(lines: readonly string[]): Promise<void>;
  wipe(): Promise<void>;
};

/** Why nothing could be written: there is no room, or the browser took the file away and gives no new one. */
export type Fault = 'full' | 'lost';

/**
 * Lines that outlive their file: a browser may take it away, or close it under us. What fails for another reason than
 * room is done once more on lines opened anew, which take over what is left of the old ones.
 */
export async function openLasting(open: () => Promise<Lines>): Promise<Lasting> {
  let lines = await open();

  async function reopen(): Promise<void> {
    try {
      lines.close();
    } catch {}
    lines = await open();
  }

  async function lasting<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (faultIn(error) === 'full') throw error;
      await reopen();
      return await work();
    }
  }

  return {
    append: (more) => lasting(() => lines.append(more)),
    read: () => lasting(() => lines.read()),
    // What lies in files of others says nothing of ours.
    others: () => lines.others(),
    replace: (rest) => lasting(() => lines.replace(rest)),
    wipe: () => lines.wipe(),
  };
}

export function faultIn(error: unknown): Fault {
  return error instanceof DOMException && error.name === FULL ? 'full' : 'lost';
}
