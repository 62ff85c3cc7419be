import { useRef, useState } from 'react';
import type { Holiday } from '#core/sla/calendar.ts';
import { Button } from '../ui/Button.tsx';
import { countOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import type { HolidayText } from './calendar-text.ts';
import { dayWords } from './day-words.ts';
import type { Taken } from './icalendar/holidays-in.ts';
import { LARGEST, TOO_LARGE } from './icalendar/limits.ts';

type Read = Taken & { file: string };
type Props = { known: readonly HolidayText[]; onAdd: (holidays: readonly Holiday[]) => void };

/** Holidays out of an iCalendar file: first it is shown what they are, then they are added to what was typed. */
export function useImport({ known, onAdd }: Props) {
  const now = useNow(3_600_000);
  const [read, setRead] = useState<Read | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  /** What was pressed goes away with the list; the focus stays near. */
  const close = () => {
    setRead(null);
    button.current?.focus();
  };
  const choose = async (file: File) => {
    setAdded(null);
    setRead({ file: file.name, ...(await takenFrom(file, known, now)) });
  };
  useActions([
    {
      id: 'admin.import',
      label: 'Add holidays from a file',
      group: 'Administration',
      keys: ['alt+i'],
      scope: 'admin-form',
      whileTyping: true,
      run: () => input.current?.click(),
    },
  ]);
  return {
    button: (
      <>
        <Button ref={button} kind="quiet" keys="alt+i" onClick={() => input.current?.click()}>
          Add from a file (.ics)
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".ics,text/calendar"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void choose(file);
            // So that the same file can be chosen once more.
            event.currentTarget.value = '';
          }}
        />
      </>
    ),
    shown: read ? (
      <Preview
        read={read}
        onAdd={() => {
          onAdd(read.holidays);
          setAdded(read.holidays.length);
          close();
        }}
        onLeave={close}
      />
    ) : added === null ? null : (
      <p role="status" className="u-met sm">
        {countOf(added, 'holiday')} added above. Clocks follow them once this is published.
      </p>
    ),
  };
}

function Preview({ read, onAdd, onLeave }: { read: Read; onAdd: () => void; onLeave: () => void }) {
  const { file, holidays, already, refused } = read;
  const some = holidays.length > 0;
  return (
    <section className="import" aria-label={`Holidays in ${file}`}>
      <p role="status">
        <b>{file}</b>: {some ? `${countOf(holidays.length, 'holiday')} to add` : 'nothing to add'}
        {already > 0 ? `, ${already} there already` : ''}
        {refused.length > 0 && some ? `, ${refused.length} left out` : ''}.
      </p>
      {some ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it has to be reachable without a mouse
        <ul aria-label="To add" tabIndex={0}>
          {holidays.map((holiday) => (
            <li key={`${holiday.date} ${holiday.name}`} className="import-line">
              <span className="m">{dayWords(holiday)}</span>
              <span>{holiday.name}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {refused.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        <ul aria-label="Left out" className="left-out m" tabIndex={0}>
          {refused.map(({ says }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same, and none moves
            <li key={at}>{some ? `Left out: ${says}` : says}</li>
          ))}
        </ul>
      ) : null}
      <div className="admin-line">
        {some ? <Button onClick={onAdd}>Add {countOf(holidays.length, 'holiday')}</Button> : null}
        <Button kind="quiet" onClick={onLeave}>
          {some ? 'Leave them' : 'All right'}
        </Button>
      </div>
    </section>
  );
}

/** What reads such files is loaded when the first is chosen. */
async function takenFrom(file: File, known: readonly HolidayText[], now: number): Promise<Taken> {
  const wrong = (says: string): Taken => ({ holidays: [], already: 0, refused: [{ says }] });
  if (file.size > LARGEST) return wrong(TOO_LARGE);
  try {
    const [{ holidaysIn }, bytes] = await Promise.all([import('./icalendar/holidays-in.ts'), file.arrayBuffer()]);
    const days = known.map(({ date, until, yearly }) => ({ date, yearly, ...(until === '' ? {} : { until }) }));
    return holidaysIn(textIn(bytes), { horizon: horizonAround(now), known: days });
  } catch {
    return wrong('The file couldn’t be read. Choose it once more.');
  }
}

/** iCalendar is UTF-8; older programs write in the letters of their own system. */
function textIn(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** As far as a calendar counts that is published now: twenty years back, twenty ahead. */
function horizonAround(now: number): { from: string; to: string } {
  const [year = '', ...rest] = new Date(now).toISOString().slice(0, 10).split('-');
  const at = (years: number) => [Number(year) + years, ...rest].join('-');
  return { from: at(-20), to: at(20) };
}
