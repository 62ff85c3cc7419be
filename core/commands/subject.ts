import { z } from 'zod';

/** Signs that turn the direction of what follows: a subject could read otherwise than it is written. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Whatever leaves something to see: no space, no control character, nothing that fonts pass over. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]/u;

/** What a ticket is called. */
export const Subject = z
  .string()
  .overwrite((subject) => subject.replace(TURNS, ''))
  .trim()
  .min(1, 'A ticket needs a subject.')
  .max(200, 'A subject is at most 200 characters.')
  .regex(VISIBLE, 'A ticket needs a subject that can be seen.');
