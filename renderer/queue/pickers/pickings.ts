import type { Picking } from '../queue-state.ts';

/** Keys and words of what a property is changed by, the same from a row and beside the property itself. */
export const pickings: readonly { picking: Picking; keys: string; label: string }[] = [
  { picking: 'status', keys: 's', label: 'Status' },
  { picking: 'priority', keys: 'p', label: 'Priority' },
  { picking: 'assign', keys: 'a', label: 'Assign' },
  { picking: 'tags', keys: 'l', label: 'Tags' },
  { picking: 'category', keys: 'y', label: 'Category and service' },
];
