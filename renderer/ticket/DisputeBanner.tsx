import { useState } from 'react';
import { can } from '#core/access.ts';
import type { Dispute } from '#core/ticket/dispute.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useReference } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import { SettleTimeDialog } from './SettleTimeDialog.tsx';
import { createNames, type Names } from './wording.ts';

/** Work done offline whose time nobody could prove: what it counts as now, and a supervisor's way to decide. */
export function DisputeBanner({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  const now = useNow(60_000);
  const names = createNames(useReference(), me.id);
  const [deciding, setDeciding] = useState<Dispute | null>(null);
  const [dispute, ...others] = ticket.disputes ?? [];
  const teamId = ticket.accountable.teamId;
  const supervises = can({ kind: 'person', person: me }, 'team.supervise', { teamId });
  const mayDecide = dispute !== undefined && supervises && dispute.by !== me.id;
  useActions([
    {
      id: 'dispute.decide',
      label: 'Decide when offline work counts',
      group: 'Ticket',
      keys: ['alt+t'],
      enabled: mayDecide,
      run: () => setDeciding(dispute ?? null),
    },
  ]);
  if (!dispute) return null;
  const when = (at: number) => whenOf(at, now, me.zone);
  return (
    <div className="offer-banner" role="status">
      <Icon name="clock" />
      <span className="offer-words">
        <b className="md">{disputedWords(dispute, names)}</b> offline, by the device at {when(dispute.claimedAt)}.{' '}
        <span className="m">
          That is not proven, so it counts from {when(dispute.countsAt)}
          {mayDecide ? '.' : ', until a supervisor decides.'}
          {others.length > 0 ? ` ${others.length} more to decide.` : ''}
        </span>
      </span>
      <span className="grow" />
      {mayDecide ? (
        <Button keys="alt+t" onClick={() => setDeciding(dispute)}>
          Decide
        </Button>
      ) : null}
      {deciding ? <SettleTimeDialog ticket={ticket} dispute={deciding} onClose={() => setDeciding(null)} /> : null}
    </div>
  );
}

const deeds: Record<string, string> = {
  opened: 'opened it',
  messageAdded: 'wrote',
  statusChanged: 'changed the status',
  priorityChanged: 'changed the priority',
  accountableChanged: 'changed who holds it',
};

function disputedWords({ by, what }: Dispute, names: Names): string {
  return `${by ? names.person(by) : 'Somebody'} ${deeds[what] ?? 'changed it'}`;
}
