import { useId, useState } from 'react';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { useMe } from '../../ui/context.tsx';
import { clockSecondsOf, dayOf } from '../../ui/format.ts';
import type { Draft, Part, Trouble } from './experiment.ts';
import { read } from './json-text.ts';
import { PutBack, TextArea } from './Panel.tsx';
import { entryWord } from './words.ts';

type Props = {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  at: (part: Part) => { isChanged: boolean; onPutBack: () => void; trouble: Trouble | null };
  tiers: ReferenceData['tiers'];
};

type Shown = 'read' | 'story' | 'tiers';
const words: Record<Shown, string> = { read: 'Words', story: 'Text', tiers: 'Shifts' };

/** What happened, in words and as text; and when the tiers are on shift, where that matters. */
export function StoryPanel({ draft, onChange, at, tiers }: Props) {
  const name = useId();
  const entries = draft.op === 'clocks' ? entriesOf(draft.story) : null;
  const [wanted, setWanted] = useState<Shown>('read');
  const troubled = (['story', 'tiers'] as const).find((part) => at(part).trouble !== null);
  const choices: Shown[] = [
    ...(entries ? ['read' as const] : []),
    'story',
    ...(draft.tiers === null ? [] : ['tiers' as const]),
  ];
  const shown = troubled ?? (choices.includes(wanted) ? wanted : 'story');
  const part = shown === 'read' ? 'story' : shown;
  return (
    <section className="lab-panel" aria-labelledby={name}>
      <header>
        <h3 id={name}>{draft.op === 'clocks' ? 'What happened' : 'Question'}</h3>
        {at(part).isChanged ? <PutBack onPutBack={at(part).onPutBack} isNarrow={choices.length > 1} /> : null}
        <span className="grow" />
        {choices.length > 1 ? (
          <fieldset className="segments lab-segments">
            <legend className="sr-only">Show what happened</legend>
            {choices.map((choice) => (
              <label key={choice} className={choice === shown ? 'on' : ''}>
                <input type="radio" name={name} checked={choice === shown} onChange={() => setWanted(choice)} />
                {words[choice]}
              </label>
            ))}
          </fieldset>
        ) : null}
      </header>
      {shown === 'read' && entries ? (
        <Story entries={entries} tiers={tiers} label={name} />
      ) : (
        <TextArea
          name={name}
          text={(part === 'tiers' ? draft.tiers : draft.story) ?? ''}
          onChange={(text) => onChange({ [part]: text })}
          trouble={at(part).trouble}
        />
      )}
    </section>
  );
}

function Story({ entries, tiers, label }: { entries: Entry[]; tiers: ReferenceData['tiers']; label: string }) {
  const { zone } = useMe();
  if (entries.length === 0) return <p className="m lab-story">Nothing has happened yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <ol className="lab-story" tabIndex={0} aria-labelledby={label}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place
        <li key={index}>
          <time className="d">{timeOf(entry.at, zone)}</time>
          <span>{entryWord(entry, tiers)}</span>
        </li>
      ))}
    </ol>
  );
}

function timeOf(at: unknown, zone: string): string {
  const instant = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(instant) ? String(at) : `${dayOf(instant, zone)} ${clockSecondsOf(instant, zone)}`;
}

type Entry = Record<string, unknown>;

/** Null where it is no list of entries that could be told. */
function entriesOf(text: string): Entry[] | null {
  const found = read(text);
  if (!('value' in found) || !Array.isArray(found.value)) return null;
  const entries = found.value.filter((one): one is Entry => typeof one === 'object' && one !== null);
  return entries.length === found.value.length ? entries : null;
}
