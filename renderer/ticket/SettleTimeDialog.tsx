import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { isRefusal } from '#core/refusal.ts';
import type { Dispute } from '#core/ticket/dispute.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { useMe, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf, whenOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import { numberWord, saysHere } from './wording.ts';

/** A supervisor decides when disputed work counts; the reason stays in the timeline. */
export function SettleTimeDialog({
  ticket,
  dispute,
  onClose,
}: {
  ticket: Ticket;
  dispute: Dispute;
  onClose: () => void;
}) {
  const store = useStore();
  const me = useMe();
  const now = useNow(60_000);
  const announce = useAnnounce();
  const [choice, setChoice] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [says, setSays] = useState<string | null>(null);
  const when = (at: number) => whenOf(at, now, me.zone);

  async function decide() {
    if (choice === null) return setSays('Choose when it counts.');
    if (reason.trim().length < 3) return setSays('Say why: it stays with the ticket.');
    const body = { commandId: dispute.commandId, credit: choice === 'credit', reason: reason.trim() };
    const answer = await store.dispatch(ticket.id, { type: 'settleTime', body });
    if (isRefusal(answer)) return setSays(saysHere(answer, (at) => clockOf(at, me.zone)));
    announce('Decided. The clocks follow.');
    onClose();
  }

  useActions([
    {
      id: 'dispute.confirm',
      label: 'Decide',
      group: 'Ticket',
      keys: ['mod+Enter'],
      scope: 'dialog',
      whileTyping: true,
      run: () => void decide(),
    },
  ]);

  return (
    <Dialog
      title={`When does it count on ${numberWord(ticket.number)}?`}
      width={520}
      onClose={onClose}
      foot={
        <>
          {says ? (
            <p className="u-breached sm grow" role="alert">
              {says}
            </p>
          ) : null}
          <Button kind="quiet" keys="Escape" onClick={onClose}>
            Not now
          </Button>
          <Button kind="primary" keys="mod+Enter" onClick={() => void decide()}>
            Decide
          </Button>
        </>
      }
    >
      <div className="judge">
        <p className="m">
          The work was done offline and its device couldn’t prove when: its clock was set, or it had never measured the
          server’s time.
        </p>
        <Radio.Group label="It counts" value={choice} onChange={setChoice}>
          <Radio
            data-autofocus
            value="credit"
            label={`When its device says it happened, ${when(dispute.claimedAt)}`}
            description="Never before the change that came before it. Open verdicts follow; final ones only by a correction."
          />
          <Radio value="keep" label={`When it arrived, ${when(dispute.countsAt)}`} description="As it counts now." />
        </Radio.Group>
        <Textarea
          label="Why"
          description="Everybody sees it in the timeline."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}
