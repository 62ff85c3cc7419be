import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import {
  type Bridge,
  type CallName,
  type Calls,
  calls,
  channelOf,
  type News,
  type NewsName,
  news,
} from '#core/bridge.ts';
import { ORIGIN } from './protocol.ts';

/** One answer for each call of the bridge. */
export type Answers = { [K in CallName]: Bridge[K] };

/**
 * Answers the bridge's calls. Only our own page's top frame is heard, and only arguments that fit the schema get
 * through; what doesn't is refused by an error that names the call and the first thing wrong with it.
 */
export function answerCalls(deps: {
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  answers: Answers;
}): () => void {
  const names = Object.keys(calls) as CallName[];
  for (const name of names) deps.ipcMain.handle(channelOf(name), (event, ...args) => answer(name, event, args));
  return () => {
    for (const name of names) deps.ipcMain.removeHandler(channelOf(name));
  };

  async function answer<K extends CallName>(name: K, event: IpcMainInvokeEvent, args: unknown[]): Promise<unknown> {
    if (!isOurs(event)) throw new Error(`${name} is answered to Tierline's own page only.`);
    const parsed = calls[name].args.safeParse(args);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new TypeError(`${name} refuses its arguments: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const call = deps.answers[name] as (...given: unknown[]) => Promise<z.infer<Calls[K]['answer']>>;
    return await call(...parsed.data);
  }
}

export type NewsRoom = { tell<K extends NewsName>(name: K, said: z.infer<News[K]>): void; stop(): void };

/** What the page must not miss is kept until it listens; the rest is about now, and stale later. */
const kept: readonly NewsName[] = ['rung', 'open'];

/**
 * Tells the page news. A page that is still loading, or being restarted, isn't listening: what it must not miss waits
 * until its preload says that somebody does.
 */
export function createNewsRoom(deps: {
  ipcMain: Pick<IpcMain, 'on' | 'off'>;
  /** False where there is no page to send to. */
  send: (channel: string, said: unknown) => boolean;
}): NewsRoom & { pageLeft(): void } {
  const listening = new Set<NewsName>();
  let waiting: { name: NewsName; said: unknown }[] = [];

  function heard(event: IpcMainEvent, name: unknown): void {
    const known = (Object.keys(news) as NewsName[]).find((candidate) => candidate === name);
    if (!known || !isOurs(event)) return;
    listening.add(known);
    const now = waiting.filter((one) => one.name === known);
    waiting = waiting.filter((one) => one.name !== known);
    for (const { said } of now) tell(known, said);
  }

  function tell(name: NewsName, said: unknown): void {
    const gone = listening.has(name) && deps.send(channelOf(name), said);
    if (!gone && kept.includes(name)) waiting.push({ name, said });
  }

  deps.ipcMain.on(LISTENING, heard);
  return { tell, pageLeft: () => listening.clear(), stop: () => deps.ipcMain.off(LISTENING, heard) };
}

/** The preload's own word that the page listens to some news; not a call the page can make. */
export const LISTENING = 'tierline:listening';

/** The top frame of a page of ours. A frame that has navigated away or is gone has no address any more. */
export function isOurs(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}
