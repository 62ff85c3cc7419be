/** What of the private file system is used here; only workers have it, and the page's types don't know it. */
export type Handle = {
  read(into: Uint8Array, at: { at: number }): number;
  write(bytes: Uint8Array, at: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
};
export type File = { createSyncAccessHandle(): Promise<Handle>; getFile(): Promise<{ text(): Promise<string> }> };
export type Folder = {
  keys(): AsyncIterable<string>;
  getFileHandle(name: string, how?: { create: boolean }): Promise<File>;
  removeEntry(name: string): Promise<void>;
};

export type Lines = {
  append(lines: readonly string[]): void;
  read(): string[];
  /** What tabs that live have written. Their files are held, which keeps nobody from reading them. */
  others(): Promise<string[]>;
  replace(lines: readonly string[]): Promise<void>;
  wipe(): Promise<void>;
  /** Lets go of the file: it can be taken over. */
  close(): void;
};

/** The name of the error that says that there is no room; the browser's own. */
export const FULL = 'QuotaExceededError';

/** Names what was wiped while another tab held it, one name a line. */
const VOID = 'void';

/**
 * One tab's own file in the folder of a console, line by line, with what tabs that are gone have left in theirs. A file
 * that is held belongs to a tab that lives: it can neither be taken over nor removed. So a wipe says first which files
 * are void, and then removes what it can; the rest goes at the next start, and is never taken over.
 */
export async function openLines(folder: Folder, newName: () => string): Promise<Lines> {
  let own = await create();
  await removeVoid(folder);
  for (const name of await namesIn(folder)) if (name !== own.name) await adopt(name);

  async function create(): Promise<{ name: string; handle: Handle }> {
    const name = newName();
    return { name, handle: await handleOf(folder, name, true) };
  }

  /** Takes over the file of a tab that is gone. Where there is no room for its lines they stay where they are. */
  async function adopt(name: string): Promise<void> {
    const handle = await handleOf(folder, name, false).catch(() => null);
    if (!handle) return;
    try {
      append(readAll(handle));
    } catch {
      return;
    } finally {
      handle.close();
    }
    // Another tab that starts just now may have been quicker.
    await folder.removeEntry(name).catch(() => {});
  }

  function append(lines: readonly string[]): void {
    write(own.handle, own.handle.getSize(), lines);
  }

  async function others(): Promise<string[]> {
    const lines: string[] = [];
    const gone = await voidIn(folder);
    for (const name of await namesIn(folder)) {
      if (name === own.name || gone.has(name)) continue;
      lines.push(...linesIn(await textOf(folder, name)));
    }
    return lines;
  }

  return {
    append,
    read: () => readAll(own.handle),
    others: () => patiently(others),
    /** Into a new file, flushed before the old one goes: torn in between, both are there, and entries come twice. */
    async replace(lines) {
      const old = own;
      const next = await create();
      write(next.handle, 0, lines);
      own = next;
      old.handle.close();
      await folder.removeEntry(old.name);
    },
    async wipe() {
      const names = await namesIn(folder);
      // A disk too full for the word frees itself by what is removed.
      await patiently(() => declareVoid(folder, names)).catch(() => {});
      own.handle.close();
      for (const name of names) await folder.removeEntry(name).catch(() => {});
      await removeVoid(folder);
    },
    close: () => own.handle.close(),
  };
}

/** Flushed before anything is removed: torn in between, what is left over is still void. */
async function declareVoid(folder: Folder, names: readonly string[]): Promise<void> {
  const handle = await handleOf(folder, VOID, true);
  try {
    write(handle, handle.getSize(), names);
  } finally {
    handle.close();
  }
}

/** Removes what is void and nobody holds any more; the word that says so goes with the last of it. */
async function removeVoid(folder: Folder): Promise<void> {
  const gone = await voidIn(folder);
  if (gone.size === 0) return;
  for (const name of gone) await folder.removeEntry(name).catch(() => {});
  const left = (await namesIn(folder)).some((name) => gone.has(name));
  if (!left) await folder.removeEntry(VOID).catch(() => {});
}

async function voidIn(folder: Folder): Promise<Set<string>> {
  return new Set(linesIn(await textOf(folder, VOID).catch(() => '')));
}

async function namesIn(folder: Folder): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) if (name !== VOID) names.push(name);
  return names;
}

async function handleOf(folder: Folder, name: string, create: boolean): Promise<Handle> {
  return (await folder.getFileHandle(name, { create })).createSyncAccessHandle();
}

async function textOf(folder: Folder, name: string): Promise<string> {
  return (await (await folder.getFileHandle(name)).getFile()).text();
}

/** A line that doesn't fit is taken back whole, so that the next one isn't glued to its rest. */
function write(handle: Handle, at: number, lines: readonly string[]) {
  if (lines.length === 0) return handle.flush();
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  try {
    if (handle.write(bytes, { at }) < bytes.length) throw new DOMException('The disk is full.', FULL);
    handle.flush();
  } catch (error) {
    takeBack(handle, at);
    throw error;
  }
}

/** What has died takes nothing back; why it could not be written is what counts. */
function takeBack(handle: Handle, at: number) {
  try {
    handle.truncate(at);
  } catch {}
}

function readAll(handle: Handle): string[] {
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  return linesIn(new TextDecoder().decode(bytes));
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** A file that is written or changes hands while it is read fails: then all are read anew. */
const PATIENT = 8;

async function patiently<T>(work: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempt >= PATIENT) throw error;
    return patiently(work, attempt + 1);
  }
}
