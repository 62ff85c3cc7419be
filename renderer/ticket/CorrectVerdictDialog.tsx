import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { can } from '#core/access.ts';
import { isRefusal } from '#core/refusal.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { useMe, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { targetWord } from '../ui/words.ts';
import { exactly } from './time.ts';
import { numberWord, saysHere } from './wording.ts';

/** What this person may correct on this ticket: final verdicts, where they supervise. */
export function correctable(ticket: Ticket, person: Person): TargetInstance[] {
  const { teamId } = ticket.accountable;
  if (!can({ kind: 'person', person }, 'team.supervise', { teamId })) return [];
  return ticket.targets.filter((instance) => instance.final && instance.verdict !== null);
}

/** A final verdict is never rewritten: this adds a correction, with who, why, before and after. */
export function CorrectVerdictDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const store = useStore();
  const me = useMe();
  const announce = useAnnounce();
  const targets = correctable(ticket, me);
  // None is chosen for anybody: what is corrected stays on record.
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [says, setSays] = useState<string | null>(null);

  async function correct() {
    const target = targets.find((one) => keyOf(one) === chosen);
    if (!target) return setSays('Choose the verdict.');
    if (reason.trim().length < 3) return setSays('Say why: it stays with the ticket.');
    const verdict = target.verdict === 'met' ? 'missed' : 'met';
    const body = { target: target.kind, cycle: target.cycle, verdict, reason: reason.trim() } as const;
    const answer = await store.dispatch(ticket.id, { type: 'correctVerdict', body });
    if (isRefusal(answer)) return setSays(saysHere(answer, (at) => clockOf(at, me.zone)));
    announce(`Corrected: ${targetWord[target.kind].toLowerCase()} is ${verdict}`);
    onClose();
  }

  useActions([
    {
      id: 'verdict.confirm',
      label: 'Correct',
      group: 'Ticket',
      keys: ['mod+Enter'],
      scope: 'dialog',
      whileTyping: true,
      run: () => void correct(),
    },
  ]);

  return (
    <Dialog
      title={`Correct a verdict of ${numberWord(ticket.number)}`}
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
            Leave it
          </Button>
          <Button kind="primary" keys="mod+Enter" onClick={() => void correct()}>
            Correct
          </Button>
        </>
      }
    >
      <div className="judge">
        <p className="m">
          The ticket is closed, so its verdicts are final. A correction is added to them; what was judged stays on
          record.
        </p>
        <Radio.Group label="Verdict" value={chosen} onChange={setChosen}>
          {targets.map((target, index) => (
            <Radio
              key={keyOf(target)}
              value={keyOf(target)}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
              label={`${targetWord[target.kind]}${target.cycle > 1 ? ` ${target.cycle}` : ''}: from ${target.verdict} to ${target.verdict === 'met' ? 'missed' : 'met'}`}
              description={`${exactly(target.used)} used of ${exactly(target.amount)}`}
            />
          ))}
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

function keyOf({ kind, cycle }: TargetInstance): string {
  return `${kind} ${cycle}`;
}
