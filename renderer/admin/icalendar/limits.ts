/** In bytes. Known before a file is read, and before what reads it is loaded. */
export const LARGEST = 1_000_000;
export const TOO_LARGE = 'That file is larger than 1 MB. Choose one with nothing but holidays.';
/** How many holidays a calendar has at most, and how often one event may come again. */
export const MOST = 2_000;
export const MOST_TIMES = 500;
