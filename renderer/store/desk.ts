import type { Actor } from '#core/access.ts';
import type { Given } from '#core/commands/decision.ts';

/** Who decides here and on what documents, as they are now. */
export type Desk = { by(): Actor; given(): Given };
