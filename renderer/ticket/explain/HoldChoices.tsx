import type { Instant } from '#core/ids.ts';
import { clockOf, clockSecondsOf, dateKey, dayOf } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useActions } from '../../ui/keymap.tsx';
import { exactly } from '../time.ts';
import type { Account } from './account.ts';
import type { HoldChoice } from './hold-choices.ts';

type Props = {
  account: Account;
  choices: readonly HoldChoice[];
  picked: number | null;
  onPick: (index: number | null) => void;
};

/** When the answer might come, each by its key: the one that is picked is drawn as well. The same key lets it go. */
export function HoldChoices({ account, choices, picked, onPick }: Props) {
  const words = wordsFor(account);
  const pick = (index: number) => onPick(picked === index ? null : index);
  useActions(
    choices.map((choice, index) => ({
      id: `explain.if.${index}`,
      label: `What if on hold ${words.back(choice)}`,
      group: 'Explain this clock',
      scope: 'dialog',
      keys: [String(index + 1)],
      hidden: true,
      run: () => pick(index),
    })),
  );
  return (
    <ul className="holds">
      {choices.map((choice, index) => (
        <li key={choice.backAt ?? 'never'}>
          <button
            type="button"
            className={picked === index ? 'hold on' : 'hold'}
            aria-pressed={picked === index}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => pick(index)}
          >
            <KeyCap keys={String(index + 1)} />
            <span>{words.back(choice)}</span>
            <span className="st">{words.due(choice)}</span>
            <span />
            <span className="sm d">{words.backDay(choice)}</span>
            <span className="sm d">{words.later(choice)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Days are said where they aren't today. */
function wordsFor({ now, zone }: Account) {
  const today = (at: Instant) => dateKey(at, zone) === dateKey(now, zone);
  const weekday = (at: Instant) => (today(at) ? '' : `${dayOf(at, zone).split(' ')[0]} `);
  return {
    back: ({ backAt }: HoldChoice) =>
      backAt === null
        ? 'and never answered'
        : `and back ${today(backAt) ? 'at ' : weekday(backAt)}${clockOf(backAt, zone)}`,
    backDay: ({ backAt }: HoldChoice) => {
      if (backAt === null) return 'held until somebody goes on';
      return today(backAt) ? 'today' : dayOf(backAt, zone);
    },
    due: ({ dueAt }: HoldChoice) =>
      dueAt === null ? 'no due time' : `${weekday(dueAt)}${clockSecondsOf(dueAt, zone)}`,
    later: ({ later }: HoldChoice) => (later === null ? '' : later === 0 ? 'no later' : `${exactly(later)} later`),
  };
}
