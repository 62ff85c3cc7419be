/** A worker that holds this tab's journal file, line by line; what is in the lines is the page's business. Calls come one after the other. */
export type FileCall =
  | { do: 'open'; name: string }
  | { do: 'append' | 'compact'; lines: readonly string[] }
  | { do: 'read' | 'others' | 'wipe' };
export type FileAnswer = { id: number; lines: string[] } | { id: number; error: string };

/** What of the private file system is used here; only workers have it, and the page's types don't know it. */
type Handle = {
  read(into: Uint8Array, at: { at: number }): number;
  write(bytes: Uint8Array, at: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
};
type File = FileSystemFileHandle & { createSyncAccessHandle(): Promise<Handle> };
type Folder = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

let folder: Folder | null = null;
let own: { name: string; handle: Handle } | null = null;
let last: Promise<unknown> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<{ id: number; call: FileCall }>) => {
  const answer = (said: FileAnswer) => postMessage(said);
  last = last
    .then(() => carryOut(data.call))
    .then((lines) => answer({ id: data.id, lines }))
    .catch((error: unknown) => answer({ id: data.id, error: error instanceof Error ? error.message : String(error) }));
});

async function carryOut(call: FileCall): Promise<string[]> {
  switch (call.do) {
    case 'open':
      await open(call.name);
      return [];
    case 'append':
      append(call.lines);
      return [];
    case 'read':
      return readAll(held());
    case 'others':
      return readOthers();
    case 'compact':
      await replace(call.lines);
      return [];
    case 'wipe':
      await wipe();
      return [];
    default:
      return call satisfies never;
  }
}

/** This tab's own file, with what tabs that are gone have left in theirs. */
async function open(name: string) {
  const root = await navigator.storage.getDirectory();
  folder = (await (
    await root.getDirectoryHandle('journal', { create: true })
  ).getDirectoryHandle(name, {
    create: true,
  })) as Folder;
  const mine = `${crypto.randomUUID()}.jsonl`;
  const others: string[] = [];
  for await (const other of folder.keys()) others.push(other);
  own = { name: mine, handle: await handleOf(folder, mine, true) };
  for (const other of others) await adopt(folder, other);
}

/** Takes over the file of a tab that is gone. One that is held belongs to a tab that lives: it stays. */
async function adopt(from: Folder, name: string) {
  let handle: Handle;
  try {
    handle = await handleOf(from, name, false);
  } catch {
    return;
  }
  append(readAll(handle));
  handle.close();
  // Another tab that starts just now may have been quicker.
  await from.removeEntry(name).catch(() => {});
}

async function handleOf(from: Folder, name: string, create: boolean): Promise<Handle> {
  const file = (await from.getFileHandle(name, { create })) as File;
  return file.createSyncAccessHandle();
}

function held(): Handle {
  if (!own) throw new Error('The journal is not open.');
  return own.handle;
}

function append(lines: readonly string[]) {
  const handle = held();
  write(handle, handle.getSize(), lines);
}

/** Into a new file, flushed before the old one goes: torn in between, both are there, and entries come twice. */
async function replace(lines: readonly string[]) {
  const old = own;
  if (!folder || !old) throw new Error('The journal is not open.');
  const name = `${crypto.randomUUID()}.jsonl`;
  const handle = await handleOf(folder, name, true);
  write(handle, 0, lines);
  own = { name, handle };
  old.handle.close();
  await folder.removeEntry(old.name);
}

/** A line that doesn't fit is taken back whole, so that the next one isn't glued to its rest. */
function write(handle: Handle, at: number, lines: readonly string[]) {
  if (lines.length === 0) return handle.flush();
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  try {
    if (handle.write(bytes, { at }) < bytes.length) throw new Error('The disk is full.');
    handle.flush();
  } catch (error) {
    handle.truncate(at);
    throw error;
  }
}

function readAll(handle: Handle): string[] {
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes, { at: 0 });
  return linesIn(new TextDecoder().decode(bytes));
}

/** A file that is written or changes hands while it is read fails: then all are read anew. */
const PATIENT = 8;

/** What tabs that live have written. Their files are held, which keeps nobody from reading them. */
async function readOthers(attempt = 1): Promise<string[]> {
  if (!folder) throw new Error('The journal is not open.');
  const lines: string[] = [];
  try {
    for await (const name of folder.keys()) {
      if (name === own?.name) continue;
      const file = await (await folder.getFileHandle(name)).getFile();
      lines.push(...linesIn(await file.text()));
    }
    return lines;
  } catch (error) {
    if (attempt >= PATIENT) throw error;
    return readOthers(attempt + 1);
  }
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

async function wipe() {
  own?.handle.close();
  if (!folder) return;
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  for (const name of names) await folder.removeEntry(name).catch(() => {});
  own = null;
}
