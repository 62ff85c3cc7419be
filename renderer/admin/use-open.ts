import { go } from '../ui/place.ts';
import { enter } from '../ui/roving.ts';
import type { Tab } from './AdminPage.tsx';

/** What is open stands in the address, so that a link leads to it and back leads out of it. */
export function opener(tab: Tab) {
  return {
    onOpen: (id: string) => go({ page: 'admin', section: `${tab}.${id}` }),
    onNew: () => go({ page: 'admin', section: `${tab}.new` }),
    onClose: () => {
      enter('.admin-list');
      go({ page: 'admin', section: tab });
    },
  };
}
