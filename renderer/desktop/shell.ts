import type { z } from 'zod';
import type { AlarmList, JournalKey, News } from '#core/bridge.ts';
import type { Session, SignIn } from '#core/sync/protocol.ts';
import type { Journal } from '../store/journal.ts';
import type { Live } from '../store/store.ts';

/**
 * What the page needs of the machine. Two shells: Electron's bridge, and the browser's own powers
 * (Web Notifications, Badging, a service worker for offline start). Nothing else knows which one it is in.
 */
export type Shell = {
  kind: 'electron' | 'browser';
  version: string;
  /** Address of the server, without a slash at its end: `http://127.0.0.1:4680`. */
  server: string;
  /** Whether tokens are kept by the system. `cookie` in a browser. */
  vault: 'kept' | 'plainText' | 'unavailable' | 'cookie';
  /** Changes with every start of the machine's monotonic clock. */
  bootId: string;
  /** What this machine can't promise, in whole sentences for the person; empty where all is well. */
  lacks: readonly string[];
  signIn(how: SignIn): Promise<Session | SignInProblem>;
  signOut(): Promise<void>;
  /** Whom this machine last signed in as; works with the server gone. */
  remembered(): Session | null;
  remember(session: Session | null): void;
  journal(key: JournalKey): Promise<Journal>;
  /** The whole upcoming list, replaced. */
  setAlarms(list: AlarmList): void;
  settleAlarm(alertId: string): void;
  setCount(count: Count): void;
  /** Shows a notification and says whether it could. In a browser this is where permission is asked. */
  testNotification(): Promise<{ shown: boolean; reason: string | null }>;
  presence: Live<'here' | 'away' | 'locked'>;
  onOpen(listener: (open: z.infer<News['open']>) => void): () => void;
  onRung(listener: (rung: z.infer<News['rung']>) => void): () => void;
  /** The machine woke up, the network came back or the page is looked at again: sync at once. */
  onResumed(listener: () => void): () => void;
  showWindow(): void;
};

export type SignInProblem = { problem: string; says: string };
export type Count = { breached: number; near: number; offered: number };
