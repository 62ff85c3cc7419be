import type { Level } from '#core/ticket/history.ts';
import type { TeamName } from './people.ts';

/** What somebody does to a ticket. Whoever holds the ticket does what names nobody. */
export type Act =
  | { do: 'open'; team: TeamName; impact: Level; urgency: Level }
  | { do: 'take'; person: string }
  | { do: 'assign'; person: string }
  | { do: 'reply'; text: string; thenWait: boolean }
  | { do: 'answer'; text: string }
  | { do: 'note'; text: string }
  | { do: 'offer'; team: TeamName; person: string | null; override: string | null }
  | { do: 'accept'; person: string; goal: string }
  | { do: 'return'; person: string; note: string }
  | { do: 'hold' }
  | { do: 'resume' }
  | { do: 'prioritise'; impact: Level; urgency: Level }
  | { do: 'resolve'; note: string }
  | { do: 'close' };

/**
 * When it is done: at a place in the log's rhythm (minutes since opening, to be shifted and stretched as a whole), or so
 * long after the step before it: a share of the promised response, or minutes.
 */
export type When = { log: number } | { of: 'firstResponse' | 'nextResponse'; share: number } | { minutes: number };

/** `claims`: it was done offline so many minutes before it arrived, says a device that couldn't prove it. */
export type Step = Act & { when: When; claims?: number };
