import { useQueueApi } from '../queue/queue-state.ts';
import { useViewer } from '../queue/use-visible.ts';
import { views } from '../queue/views.ts';
import { useLive, useMe, useStore } from '../ui/context.tsx';
import { type Action, useActions } from '../ui/keymap.tsx';
import { go, here } from '../ui/place.ts';
import { type SchemeChoice, useScheme } from '../ui/scheme.tsx';
import type { Over } from './Console.tsx';

/** What keys do everywhere: find, write a ticket, go to a view, change how it looks. */
export function useAppActions({ onSyncNow, onOpen }: { onSyncNow: () => void; onOpen: (over: Over) => void }): void {
  const { choose } = useScheme();
  const api = useQueueApi();
  const me = useMe();
  const { teamId } = useViewer();
  const sync = useLive(useStore().sync);
  const away = sync.state === 'offline' || sync.state === 'polling';
  const everywhere = 'Everywhere';
  const goTo = 'Go to';
  const look = 'Look';
  const scheme = (id: SchemeChoice, label: string): Action => ({
    id: `look.${id}`,
    label,
    group: look,
    keys: [],
    run: () => choose(id),
  });
  useActions([
    {
      id: 'app.find',
      label: 'Find a ticket, person or action',
      group: everywhere,
      keys: ['mod+k'],
      whileTyping: true,
      run: () => onOpen('palette'),
    },
    { id: 'app.new', label: 'New ticket', group: everywhere, keys: ['c', 'shift+n'], run: () => onOpen('newTicket') },
    { id: 'app.keys', label: 'All keys', group: everywhere, keys: ['?'], run: () => onOpen('keys') },
    {
      id: 'app.back',
      label: 'Back to the queue',
      group: everywhere,
      keys: ['Escape'],
      enabled: () => here().page !== 'queue',
      run: () => go({ page: 'queue', view: api.getState().asked }),
    },
    {
      id: 'app.sync',
      label: 'Try the server now',
      group: everywhere,
      keys: ['mod+r'],
      whileTyping: true,
      enabled: away,
      run: onSyncNow,
    },
    ...views.map(
      (view): Action => ({
        id: `go.${view.id}`,
        label: view.label,
        group: goTo,
        keys: [`g ${view.key}`],
        run: () => go({ page: 'queue', view: view.id }),
      }),
    ),
    { id: 'go.attention', label: 'Attention', group: goTo, keys: ['g a'], run: () => go({ page: 'attention' }) },
    { id: 'go.alerts', label: 'Alerts', group: goTo, keys: ['g l'], run: () => go({ page: 'alerts' }) },
    { id: 'go.board', label: 'Live board', group: goTo, keys: ['g t'], run: () => go({ page: 'board', teamId }) },
    {
      id: 'go.admin',
      label: 'Administration',
      group: goTo,
      keys: ['g m'],
      enabled: me.administrator,
      run: () => go({ page: 'admin', section: 'people' }),
    },
    scheme('system', 'Look as the system does'),
    scheme('light', 'Light'),
    scheme('dark', 'Dark'),
    scheme('contrast', 'High contrast'),
    { id: 'look.compact', label: 'Compact rows', group: look, keys: [], run: () => api.getState().space('compact') },
    { id: 'look.normal', label: 'Normal rows', group: look, keys: [], run: () => api.getState().space('normal') },
    {
      id: 'look.comfortable',
      label: 'Comfortable rows',
      group: look,
      keys: [],
      run: () => api.getState().space('comfortable'),
    },
  ]);
}
