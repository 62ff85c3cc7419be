import { describe, expect, it } from 'vitest';
import { type Folder, openLines } from '../../../renderer/desktop/opfs-folder.ts';

/**
 * A folder as the browser's private file system has it: a file with an open handle is held, opens to nobody else, and
 * can't be removed. Closing a tab lets go of what it held.
 */
function createFolder() {
  const files = new Map<string, { bytes: Uint8Array; isHeld: boolean }>();
  let room = Number.POSITIVE_INFINITY;
  let names = 0;

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
            file.isHeld = true;
            held.add(file);
            return {
              getSize: () => file.bytes.length,
              read(into, { at }) {
                into.set(file.bytes.subarray(at, at + into.length));
                return into.length;
              },
              write(bytes, { at }) {
                const next = new Uint8Array(Math.max(file.bytes.length, at + bytes.length));
                next.set(file.bytes);
                next.set(bytes, at);
                if (next.length > room) throw new DOMException('full', 'QuotaExceededError');
                file.bytes = next;
                return bytes.length;
              },
              truncate(size) {
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
  return { open, files, fill: (bytes: number) => (room = bytes) };
}

describe('the journal files of the tabs of one console', () => {
  it('what a tab that is gone left in its file is taken over, what a living one writes is read', async () => {
    const folder = createFolder();
    const [gone, living] = [await folder.open(), await folder.open()];
    gone.lines.append(['asked']);
    living.lines.append(['asks']);
    gone.close();
    const next = await folder.open();
    expect(next.lines.read()).toEqual(['asked']);
    expect(await next.lines.others()).toEqual(['asks']);
  });

  it('[SYNC36] what was thrown away in one tab is not taken over from another that still held it', async () => {
    const folder = createFolder();
    const [a, b] = [await folder.open(), await folder.open()];
    a.lines.append(['mine']);
    b.lines.append(['not sent']);
    await a.lines.wipe();
    const meanwhile = await folder.open();
    expect([meanwhile.lines.read(), await meanwhile.lines.others()]).toEqual([[], []]);
    b.lines.append(['typed before it heard']);
    b.close();
    const next = await folder.open();
    expect([next.lines.read(), await next.lines.others()]).toEqual([[], []]);
    expect([...folder.files.keys()].filter((name) => name.startsWith('tab1') || name.startsWith('tab2'))).toEqual([]);
    expect(folder.files.has('void')).toBe(false);
    next.lines.append(['asked afterwards']);
    next.close();
    expect((await folder.open()).lines.read()).toEqual(['asked afterwards']);
  });

  it('[SYNC36] alone, a wipe leaves nothing at all', async () => {
    const folder = createFolder();
    const only = await folder.open();
    only.lines.append(['mine']);
    await only.lines.wipe();
    expect([...folder.files.keys()]).toEqual([]);
  });

  it('[SYNC40] with no room to take a file over it stays where it is, for a start that has room', async () => {
    const folder = createFolder();
    const gone = await folder.open();
    gone.lines.append(['asked']);
    gone.close();
    folder.fill(0);
    const full = await folder.open();
    expect([full.lines.read(), await full.lines.others()]).toEqual([[], ['asked']]);
    full.close();
    folder.fill(Number.POSITIVE_INFINITY);
    expect((await folder.open()).lines.read()).toEqual(['asked']);
  });
});
