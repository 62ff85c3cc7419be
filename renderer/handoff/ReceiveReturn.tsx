import { useEffect, useRef } from 'react';
import type { ReturnReason } from '#core/ticket/escalation.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { EitherCap } from '../ui/EitherCap.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';

const reasons: { code: ReturnReason; words: string }[] = [
  { code: 'packetIncomplete', words: 'Packet: something missing' },
  { code: 'wrongTeam', words: 'Wrong team' },
  { code: 'atLimit', words: 'At my limit of open work' },
  { code: 'notInTime', words: 'Not able to work on it in time' },
];

/** Back to the sender: why, and what would be needed. */
export function ReceiveReturn({
  reason,
  note,
  sender,
  ticket,
  onReason,
  onNote,
}: {
  reason: ReturnReason;
  note: string;
  sender: string;
  ticket: Ticket;
  onReason: (reason: ReturnReason) => void;
  onNote: (note: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useActions(
    reasons.map(({ code, words }, index) => ({
      id: `receive.reason.${code}`,
      label: words,
      group: 'Offered to you',
      scope: 'dialog',
      keys: [String(index + 1), `alt+${index + 1}`],
      whileTyping: true,
      run: () => onReason(code),
    })),
  );
  return (
    <>
      <fieldset className="choice receive-reasons">
        <legend className="choice-head">Why it goes back</legend>
        {reasons.map(({ code, words }, index) => (
          <label key={code} className={reason === code ? 'on' : ''}>
            <input
              type="radio"
              name="return-reason"
              className="sr-only"
              checked={reason === code}
              onChange={() => onReason(code)}
            />
            <EitherCap keys={String(index + 1)} />
            <span className="grow">{words}</span>
            {reason === code ? <Icon name="check" /> : null}
          </label>
        ))}
      </fieldset>
      <label className="field-block receive-field">
        <span className="row-f">
          <span className="st grow">What you would need</span>
          <span className="sm d">{sender} hears of it at once</span>
        </span>
        <textarea ref={field} rows={3} maxLength={2000} value={note} onChange={(event) => onNote(event.target.value)} />
        {ticket.escalations.length > 1 ? (
          <span className="sm m">
            Round {ticket.escalations.length} of handing this ticket over: say plainly what would end it.
          </span>
        ) : null}
      </label>
    </>
  );
}
