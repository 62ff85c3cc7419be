import { Dexie, type EntityTable } from 'dexie';
import type { Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import type { Instant, PersonId } from '#core/ids.ts';

/**
 * What rang on this device and what became of it. Only forward: shown (or unproven, failed), then seen, then
 * acknowledged. Kept for this device's own view; what counts is reported to the server.
 */
export type LedgerRow = {
  id: Alert['id'];
  alert: Alert;
  rungAt: Instant;
  state: Rung['state'];
  reason: string | null;
  seenAt: Instant | null;
  acknowledgedAt: Instant | null;
};

export type Ledger = {
  /** False where this alert is written down already. */
  record(rung: Rung): Promise<boolean>;
  /** True where it says something new. An alert that rang elsewhere is written down by being answered here. */
  mark(alert: Alert, what: 'seen' | 'acknowledged', at: Instant): Promise<boolean>;
  /** Newest first. */
  list(): Promise<LedgerRow[]>;
  row(id: Alert['id']): Promise<LedgerRow | null>;
  close(): void;
};

/** Older than this says nothing to anybody any more. */
const KEPT = 30 * 86_400_000;

export function openLedger(personId: PersonId): Ledger {
  const db = new Dexie(nameOf(personId)) as Dexie & { alerts: EntityTable<LedgerRow, 'id'> };
  db.version(1).stores({ alerts: 'id, rungAt' });
  return {
    record: ({ alert, at, state, reason }) =>
      db.transaction('rw', db.alerts, async () => {
        const known = await db.alerts.get(alert.id);
        if (known) return false;
        await db.alerts.add({ id: alert.id, alert, rungAt: at, state, reason, seenAt: null, acknowledgedAt: null });
        await db.alerts
          .where('rungAt')
          .below(at - KEPT)
          .delete();
        return true;
      }),
    mark: (alert, what, at) =>
      db.transaction('rw', db.alerts, async () => {
        const fresh: LedgerRow = {
          id: alert.id,
          alert,
          rungAt: at,
          state: 'shown',
          reason: null,
          seenAt: null,
          acknowledgedAt: null,
        };
        const row = (await db.alerts.get(alert.id)) ?? fresh;
        const field = what === 'seen' ? 'seenAt' : 'acknowledgedAt';
        if (row[field] !== null) return false;
        await db.alerts.put({ ...row, seenAt: row.seenAt ?? at, [field]: at });
        return true;
      }),
    list: () => db.alerts.orderBy('rungAt').reverse().toArray(),
    row: async (id) => (await db.alerts.get(id)) ?? null,
    close: () => db.close(),
  };
}

/** Everything of a person goes from this device at sign-out with wipe or at revocation. */
export async function wipeLedger(personId: PersonId): Promise<void> {
  await Dexie.delete(nameOf(personId));
}

function nameOf(personId: PersonId): string {
  return `tierline-alerts-${personId}`;
}
