import { HandoffReason } from '#core/ticket/escalation.ts';
import { EitherCap } from '../ui/EitherCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { handoffReasonWord } from '../ui/words.ts';

const keys: Record<HandoffReason, string> = {
  needsAccess: 'q',
  needsSkill: 'w',
  shareUsedUp: 'e',
  widerThanOne: 'r',
  vendorNeeded: 't',
  other: 'y',
};

/** Why it goes, by one key: letters while no text is typed, with Alt while it is. */
export function ReasonChips({
  reason,
  note,
  onReason,
  onNote,
}: {
  reason: HandoffReason | null;
  note: string;
  onReason: (reason: HandoffReason) => void;
  onNote: (note: string) => void;
}) {
  useActions(
    HandoffReason.options.map((option) => ({
      id: `handoff.reason.${option}`,
      label: handoffReasonWord[option],
      group: 'Hand off',
      scope: 'dialog',
      keys: [keys[option], `alt+${keys[option]}`],
      whileTyping: true,
      run: () => onReason(option),
    })),
  );
  return (
    <fieldset className="choice">
      <legend className="choice-head">Reason</legend>
      <div className="codes">
        {HandoffReason.options.map((option) => (
          <button
            key={option}
            type="button"
            className={reason === option ? 'chip on' : 'chip'}
            aria-pressed={reason === option}
            onClick={() => onReason(option)}
          >
            {handoffReasonWord[option]} <EitherCap keys={keys[option]} />
          </button>
        ))}
      </div>
      {reason === 'other' ? (
        <label className="override">
          <span className="sm m">In your words</span>
          <input value={note} maxLength={1000} onChange={(event) => onNote(event.target.value)} />
        </label>
      ) : null}
    </fieldset>
  );
}
