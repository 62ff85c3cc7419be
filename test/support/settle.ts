import { IDBDatabase } from 'fake-indexeddb';

/**
 * Waits until the consoles in this process have nothing more to do by themselves: no transaction under way, and several
 * turns of the event loop in which none began. Not a sleep: it is over as soon as that is so.
 */
export async function settle(): Promise<void> {
  for (let quiet = 0, turns = 0; quiet < 3; turns++) {
    if (turns > 200_000) throw new Error('it never settles');
    await new Promise((resolve) => setImmediate(resolve));
    quiet = open.count === 0 ? quiet + 1 : 0;
  }
}

const open = { count: 0 };
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
  const transaction = begin.apply(this, args);
  open.count += 1;
  let isOver = false;
  const end = () => {
    if (!isOver) open.count -= 1;
    isOver = true;
  };
  transaction.addEventListener('complete', end);
  transaction.addEventListener('abort', end);
  return transaction;
};
