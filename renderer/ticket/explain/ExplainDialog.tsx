import './explain.css';
import { useState } from 'react';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { useMe, useReference } from '../../ui/context.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useActions } from '../../ui/keymap.tsx';
import { State } from '../../ui/State.tsx';
import { useNow } from '../../ui/use-now.ts';
import { accountOf } from './account.ts';
import { asText } from './as-text.ts';
import { Explained } from './Explained.tsx';
import { ExplainHead } from './ExplainHead.tsx';
import { firstExplained, isSame, targetsInOrder } from './targets.ts';
import { titleOf } from './title.ts';
import { useCopy } from './use-copy.ts';

type Props = {
  ticket: Ticket;
  /** The clock that was asked about; null for the one that breaches next. */
  about: TargetInstance | null;
  onClose: () => void;
};

/** Why a clock says what it says: allowed, used, left, and every stretch of time that adds up to it. */
export function ExplainDialog({ ticket, about, onClose }: Props) {
  const now = useNow();
  const me = useMe();
  const reference = useReference();
  const [first] = useState(() => about ?? firstExplained(ticket));
  const [chosen, choose] = useState<TargetInstance | null>(first);
  const copy = useCopy();
  const targets = targetsInOrder(ticket.targets);
  const at = Math.max(
    0,
    targets.findIndex((target) => chosen !== null && isSame(target, chosen)),
  );
  const target = targets[at];
  const account = target ? accountOf(ticket, target, reference, me.zone, now) : null;
  const step = (by: number) => {
    choose(targets[(at + by + targets.length) % targets.length] ?? null);
    copy.forget();
  };
  const exported = () => account && void copy.copy(asText(account));
  const group = 'Explain this clock';
  const inDialog = { group, scope: 'dialog' };
  useActions([
    { ...inDialog, id: 'explain.next', label: 'Next target', keys: ['ArrowRight'], run: () => step(1) },
    { ...inDialog, id: 'explain.back', label: 'Target before', keys: ['ArrowLeft'], run: () => step(-1) },
    { ...inDialog, id: 'explain.export', label: 'Copy as text', keys: ['x'], enabled: account !== null, run: exported },
    { ...inDialog, id: 'explain.close', label: 'Close', keys: ['e'], hidden: true, run: onClose },
  ]);
  return (
    <Dialog
      title={target ? titleOf(ticket, target, now, me.zone) : 'No clock runs'}
      aside={
        <ExplainHead
          at={at}
          count={targets.length}
          copied={copy.state === 'copied'}
          onStep={step}
          onExport={account ? exported : null}
          onClose={onClose}
        />
      }
      width={1160}
      onClose={onClose}
    >
      {account ? (
        <Explained
          key={`${account.target.kind} ${account.target.cycle}`}
          account={account}
          refused={copy.refused}
          onHeld={onClose}
        />
      ) : target ? (
        <State title="Not all is known here">
          <p>This clock was judged by a policy or calendar version that this console doesn’t hold.</p>
        </State>
      ) : (
        <State title="Nothing is owed">
          <p>No policy gives this ticket a target.</p>
        </State>
      )}
    </Dialog>
  );
}
