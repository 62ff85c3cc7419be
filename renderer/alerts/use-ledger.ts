import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo } from 'react';
import type { Alert } from '#core/escalation/alert.ts';
import { useShell, useStore } from '../ui/context.tsx';
import { type LedgerRow, openLedger } from './ledger.ts';

/** What rang here, followed as it changes, and the ways to answer it. Null until it is read. */
export function useLedger(): {
  rows: readonly LedgerRow[] | null;
  acknowledge(alerts: readonly Alert[]): Promise<void>;
} {
  const store = useStore();
  const shell = useShell();
  const ledger = useMemo(() => openLedger(store.me.id), [store.me.id]);
  useEffect(() => () => ledger.close(), [ledger]);
  // Where the browser refuses its database nothing is known to have been answered, and everything still rings.
  const rows = useLiveQuery(() => ledger.list().catch(() => []), [ledger]) ?? null;
  return {
    rows,
    async acknowledge(alerts) {
      for (const alert of alerts) {
        shell.settleAlarm(alert.id);
        const isNew = await ledger.mark(alert, 'acknowledged', store.now()).catch(() => true);
        if (!isNew) continue;
        const body = { alertId: alert.id, state: 'acknowledged' as const, reason: null };
        void store.dispatch(alert.ticketId, { type: 'reportAlert', body });
      }
    },
  };
}
