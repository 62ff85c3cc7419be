import { useState } from 'react';
import { ListPicker } from '../queue/pickers/ListPicker.tsx';
import type { Density } from '../queue/queue-state.ts';
import { useQueueApi, useQueueState } from '../queue/queue-state.ts';
import { useStore } from '../ui/context.tsx';
import { type SchemeChoice, useScheme } from '../ui/scheme.tsx';
import { type Left, leftBy } from './leaving.ts';
import { SignOutDialog } from './SignOutDialog.tsx';

const schemes: readonly [SchemeChoice, string][] = [
  ['system', 'As the system does'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'High contrast'],
];
const densities: readonly [Density, string][] = [
  ['compact', 'Compact rows'],
  ['normal', 'Normal rows'],
  ['comfortable', 'Comfortable rows'],
];

/** How this device looks, and the way out. */
export function PersonMenu({
  anchor,
  onClose,
  onLeave,
}: {
  anchor: Element;
  onClose: () => void;
  onLeave: (wipe: boolean) => void;
}) {
  const store = useStore();
  const { choice, choose } = useScheme();
  const api = useQueueApi();
  const density = useQueueState((state) => state.density);
  const [left, setLeft] = useState<readonly Left[] | null>(null);
  if (left) return <SignOutDialog left={left} onStay={onClose} onLeave={onLeave} />;
  const leave = async () => {
    const found = await leftBy(store);
    if (found.length > 0) setLeft(found);
    else onLeave(true);
  };
  return (
    <ListPicker
      label="This device"
      anchor={anchor}
      width={240}
      options={[
        ...schemes.map(([id, label]) => ({ value: `scheme ${id}`, label, current: id === choice })),
        ...densities.map(([id, label]) => ({ value: `density ${id}`, label, current: id === density })),
        { value: 'leave', label: 'Sign out' },
      ]}
      onClose={onClose}
      onPick={(value) => {
        const scheme = schemes.find(([id]) => `scheme ${id}` === value);
        const space = densities.find(([id]) => `density ${id}` === value);
        if (scheme) choose(scheme[0]);
        if (space) api.getState().space(space[0]);
        if (value === 'leave') void leave();
        else onClose();
      }}
    />
  );
}
