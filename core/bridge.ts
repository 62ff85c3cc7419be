import { z } from 'zod';
import { Alert } from './escalation/alert.ts';
import { Instant, PersonId, TicketId } from './ids.ts';
import { Session, SignIn } from './sync/protocol.ts';

/**
 * What the page can ask of the computer, all of it. The preload exposes this method by method, the main process
 * validates each call's arguments, the renderer parses each answer; there is no third way across.
 */
export const JournalKey = z.object({ serverId: z.uuid(), personId: PersonId });
export type JournalKey = z.infer<typeof JournalKey>;

/**
 * One line of the journal, a file outside IndexedDB. `command` and `draft` hold what would be lost,
 * `void` and `sent` say what became of a command, `settled` that the server has answered it.
 */
export const JournalEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), id: z.string(), at: Instant, payload: z.json() }),
  z.object({ kind: z.literal('void'), id: z.string(), at: Instant }),
  z.object({ kind: z.literal('settled'), id: z.string(), at: Instant }),
  z.object({ kind: z.literal('draft'), id: z.string(), at: Instant, payload: z.json() }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

export const About = z.object({
  version: z.string(),
  platform: z.string(),
  /** The configured server, e.g. `http://127.0.0.1:4680`. */
  server: z.url(),
  /** Whether tokens can be kept in the system's vault; where not, sign-in lasts until quitting, and the page says so. */
  vault: z.enum(['kept', 'plainText', 'unavailable']),
  /** Changes with every start of the machine's monotonic clock. */
  bootId: z.string(),
  /** Whom this machine last signed in as and not out again, without the token; flushed, unlike a page's own storage. */
  remembered: Session.nullable(),
});
export type About = z.infer<typeof About>;

/** The whole upcoming list, replaced, never patched. `offset`: server minus device clock, ms. */
export const AlarmList = z.object({ personId: PersonId, offset: z.int(), alerts: z.array(Alert) });
export type AlarmList = z.infer<typeof AlarmList>;

export const Rung = z.object({
  alert: Alert,
  at: Instant,
  state: z.enum(['shown', 'unproven', 'failed']),
  reason: z.string().nullable(),
});
export type Rung = z.infer<typeof Rung>;

const nothing = z.void();

/** Calls, renderer to main: `invoke` and an answer. */
export const calls = {
  about: { args: z.tuple([]), answer: About },
  signIn: { args: z.tuple([SignIn]), answer: z.union([Session, z.object({ problem: z.string(), says: z.string() })]) },
  signOut: { args: z.tuple([]), answer: nothing },
  journalAppend: { args: z.tuple([JournalKey, z.array(JournalEntry)]), answer: nothing },
  journalRead: { args: z.tuple([JournalKey]), answer: z.array(JournalEntry) },
  /** Replaces the journal by these entries: what is settled and old is left out. */
  journalCompact: { args: z.tuple([JournalKey, z.array(JournalEntry)]), answer: nothing },
  journalWipe: { args: z.tuple([JournalKey]), answer: nothing },
  setAlarms: { args: z.tuple([AlarmList]), answer: nothing },
  /** Ends the sticky notification of an alert that was answered elsewhere. */
  settleAlarm: { args: z.tuple([z.string()]), answer: nothing },
  setCount: {
    args: z.tuple([z.object({ breached: z.int(), near: z.int(), offered: z.int() })]),
    answer: nothing,
  },
  presence: { args: z.tuple([]), answer: z.enum(['here', 'away', 'locked']) },
  showWindow: { args: z.tuple([]), answer: nothing },
  testNotification: { args: z.tuple([]), answer: z.object({ shown: z.boolean(), reason: z.string().nullable() }) },
} as const satisfies Record<string, { args: z.ZodType; answer: z.ZodType }>;
export type Calls = typeof calls;
export type CallName = keyof Calls;

/** News, main to renderer. */
export const news = {
  /** An alarm rang on this device. */
  rung: Rung,
  /** Somebody clicked an alert or one of its actions, or a deep link: go there. */
  open: z.object({
    ticketId: TicketId,
    alertId: z.string().nullable(),
    action: z.enum(['show', 'handOff', 'acknowledge', 'accept']),
  }),
  presence: z.enum(['here', 'away', 'locked']),
  /** The machine woke up: look at once. */
  resumed: z.object({ at: Instant }),
} as const satisfies Record<string, z.ZodType>;
export type News = typeof news;
export type NewsName = keyof News;

/** What the preload puts on `window.tierline`. */
export type Bridge = {
  [K in CallName]: (...args: z.infer<Calls[K]['args']>) => Promise<z.infer<Calls[K]['answer']>>;
} & {
  on<K extends NewsName>(name: K, listener: (news: z.infer<News[K]>) => void): () => void;
};

/** The names of the channels, so that no string is written twice. */
export const channelOf = (name: CallName | NewsName) => `tierline:${name}`;
