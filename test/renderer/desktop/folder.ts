import { type Folder, openLines } from '../../../renderer/desktop/opfs-folder.ts';

/**
 * A folder as the browser's private file system has it: a file with an open handle is held, opens to nobody else, and
 * can't be removed. Closing a tab lets go of what it held.
 */
export function createFolder() {
  const files = new Map<string, { bytes: Uint8Array; isHeld: boolean }>();
  let lives = new Set<object>();
  let room = Number.POSITIVE_INFINITY;
  let names = 0;
  let isRefusing = false;

  const fileOf = (name: string) => {
    const file = files.get(name);
    if (!file) throw new DOMException(name, 'NotFoundError');
    return file;
  };
  const tab = (): Folder & { close(): void } => {
    const held = new Set<{ isHeld: boolean }>();
    return {
      async *keys() {
        yield* [...files.keys()];
      },
      async getFileHandle(name, how) {
        if (how?.create && !files.has(name)) files.set(name, { bytes: new Uint8Array(), isHeld: false });
        const file = fileOf(name);
        return {
          getFile: async () => ({ text: async () => new TextDecoder().decode(file.bytes) }),
          async createSyncAccessHandle() {
            if (file.isHeld) throw new DOMException(name, 'NoModificationAllowedError');
            if (isRefusing) throw new DOMException(name, 'InvalidStateError');
            file.isHeld = true;
            held.add(file);
            const life = {};
            lives.add(life);
            const alive = () => {
              if (!lives.has(life)) throw new DOMException('The access handle was already closed', 'InvalidStateError');
            };
            return {
              getSize() {
                alive();
                return file.bytes.length;
              },
              read(into, { at }) {
                alive();
                into.set(file.bytes.subarray(at, at + into.length));
                return into.length;
              },
              write(bytes, { at }) {
                alive();
                const next = new Uint8Array(Math.max(file.bytes.length, at + bytes.length));
                next.set(file.bytes);
                next.set(bytes, at);
                if (next.length > room) throw new DOMException('full', 'QuotaExceededError');
                file.bytes = next;
                return bytes.length;
              },
              truncate(size) {
                alive();
                file.bytes = file.bytes.slice(0, size);
              },
              flush() {},
              close() {
                file.isHeld = false;
                held.delete(file);
              },
            };
          },
        };
      },
      async removeEntry(name) {
        if (fileOf(name).isHeld) throw new DOMException(name, 'NoModificationAllowedError');
        files.delete(name);
      },
      close() {
        for (const file of held) file.isHeld = false;
      },
    };
  };
  const open = async () => {
    const folder = tab();
    names += 1;
    let made = 0;
    const lines = await openLines(folder, () => `tab${names}-${made++}.jsonl`);
    return { lines, close: folder.close };
  };
  /** Every handle dies, as when the browser closes them; the files stay. */
  const kill = () => {
    lives = new Set();
    for (const file of files.values()) file.isHeld = false;
  };
  return {
    open,
    files,
    kill,
    /** As clearing the site's data does. */
    clear() {
      kill();
      files.clear();
    },
    /** No handle is given any more. */
    refuse: () => (isRefusing = true),
    fill: (bytes: number) => (room = bytes),
  };
}
