import type { Status, WaitingOn } from '#core/ticket/history.ts';
import { ListPicker, type Option } from './ListPicker.tsx';
import type { Anchor } from './PickerBox.tsx';

export type StatusChoice = { to: Status; waitingOn: WaitingOn | null };

const choices: readonly (StatusChoice & { key: string; label: string; hint?: string })[] = [
  { key: 'o', label: 'Open', to: 'open', waitingOn: null },
  { key: 'w', label: 'Waiting for requester', to: 'pending', waitingOn: 'requester', hint: 'clock pauses' },
  { key: 'v', label: 'On hold, for a vendor', to: 'onHold', waitingOn: 'vendor' },
  { key: 'h', label: 'On hold, for the requester', to: 'onHold', waitingOn: 'requester' },
  { key: 'r', label: 'Resolved', to: 'resolved', waitingOn: null, hint: 'undo for 5 s' },
  { key: 'c', label: 'Closed', to: 'closed', waitingOn: null, hint: 'only once resolved' },
];

/** Which status, and whom it waits for, in one key. */
export function StatusPicker({
  current,
  anchor,
  onPick,
  onClose,
}: {
  current: { status: Status; waitingOn: WaitingOn | null } | null;
  anchor: Anchor;
  onPick: (choice: StatusChoice) => void;
  onClose: () => void;
}) {
  const options = choices.map(
    ({ to, waitingOn, ...rest }): Option => ({
      ...rest,
      value: `${to} ${waitingOn}`,
      current: current !== null && to === current.status && waitingOn === current.waitingOn,
      disabled: current !== null && !possible(current.status, to),
    }),
  );
  return (
    <ListPicker
      label="Status"
      width={320}
      anchor={anchor}
      options={options}
      onClose={onClose}
      onPick={(value) => {
        const choice = choices.find(({ to, waitingOn }) => `${to} ${waitingOn}` === value);
        if (choice) onPick({ to: choice.to, waitingOn: choice.waitingOn });
      }}
    />
  );
}

/** Greys out what `decide` would refuse anyway; it has the last word. */
function possible(from: Status, to: Status): boolean {
  if (from === 'closed') return to === 'open' || to === 'closed';
  if (from === 'resolved') return to === 'open' || to === 'closed' || to === 'resolved';
  return to !== 'closed';
}
