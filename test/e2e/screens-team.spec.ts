import { screens } from './screens.ts';
import { lookAt } from './screens-look.ts';

/** Everybody's but the agent's, which have a file of their own: two can look at once. */
lookAt([...new Set(screens.map(({ who }) => who))].filter((who) => who !== 'Ines Kovač'));
