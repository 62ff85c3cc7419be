import type { Instant } from '#core/ids.ts';
import { useMe, useStore } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { promiseChoices } from './promise.ts';

/** Whether the reply promises a next update, and by when. Without one an earlier promise counts as kept by the reply. */
export function PromiseField({
  value,
  onChange,
}: {
  value: Instant | null;
  onChange: (until: Instant | null) => void;
}) {
  const store = useStore();
  const me = useMe();
  const choices = promiseChoices(store.now(), null);
  const shown = value === null || choices.some(({ at }) => at === value) ? choices : [{ at: value }, ...choices];
  return (
    <label className="promise-field">
      <span className="sr-only">Promise the next update</span>
      <select
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">No promise</option>
        {shown.map(({ at }) => (
          <option key={at} value={at}>
            Next by {clockOf(at, me.zone)}
          </option>
        ))}
      </select>
    </label>
  );
}
