import { type Folder, openLines } from './opfs-folder.ts';
import { type Fault, faultIn, type Lasting, openLasting } from './opfs-lasting.ts';

/** A worker that holds this tab's journal file, line by line; what is in the lines is the page's business. Calls come one after the other. */
export type FileCall =
  | { do: 'open'; name: string }
  | { do: 'append' | 'compact'; lines: readonly string[] }
  | { do: 'read' | 'others' | 'wipe' };
export type FileAnswer = { id: number; lines: string[] } | { id: number; error: string; fault: Fault };

let own: Lasting | null = null;
let last: Promise<unknown> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<{ id: number; call: FileCall }>) => {
  const answer = (said: FileAnswer) => postMessage(said);
  last = last
    .then(() => carryOut(data.call))
    .then((lines) => answer({ id: data.id, lines }))
    .catch((error: unknown) => answer({ id: data.id, error: wordsOf(error), fault: faultIn(error) }));
});

async function carryOut(call: FileCall): Promise<string[]> {
  switch (call.do) {
    case 'open':
      own = await openLasting(async () => openLines(await folderOf(call.name), () => `${crypto.randomUUID()}.jsonl`));
      return [];
    case 'append':
      await held().append(call.lines);
      return [];
    case 'read':
      return held().read();
    case 'others':
      return held().others();
    case 'compact':
      await held().replace(call.lines);
      return [];
    case 'wipe':
      await own?.wipe();
      own = null;
      return [];
    default:
      return call satisfies never;
  }
}

async function folderOf(name: string): Promise<Folder> {
  const root = await navigator.storage.getDirectory();
  const journals = await root.getDirectoryHandle('journal', { create: true });
  return (await journals.getDirectoryHandle(name, { create: true })) as unknown as Folder;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function held(): Lasting {
  if (!own) throw new Error('The journal is not open.');
  return own;
}
