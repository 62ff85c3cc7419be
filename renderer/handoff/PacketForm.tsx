import { useRef, useState } from 'react';
import { scorePacket } from '#core/commands/packet.ts';
import type { Packet } from '#core/ticket/escalation.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { promiseChoices } from '../ticket/promise.ts';
import { nextTime } from '../ticket/time.ts';
import { createNames } from '../ticket/wording.ts';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { EitherCap } from '../ui/EitherCap.tsx';
import { whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import type { Candidate } from './candidates.ts';

type TextPart = Exclude<keyof Packet, 'promisedUntil'>;

const parts: { key: TextPart; label: string; hint: string }[] = [
  { key: 'observed', label: 'Observed', hint: 'What happens, since when, for whom' },
  { key: 'tried', label: 'Tried', hint: 'What was done, and what came of it' },
  { key: 'asked', label: 'Asked', hint: 'What the requester was asked and said' },
  { key: 'hypothesis', label: 'Hypothesis', hint: 'What you think it is' },
  { key: 'access', label: 'Access needed', hint: 'What they need that you lack' },
];

/** The story that goes along: five parts and what was promised, with a score against what the tier asks for. */
export function PacketForm({
  ticket,
  packet,
  candidate,
  onChange,
}: {
  ticket: Ticket;
  packet: Packet;
  candidate: Candidate | null;
  onChange: (part: Partial<Packet>) => void;
}) {
  const first = useRef<HTMLTextAreaElement>(null);
  const { missing } = scorePacket(packet);
  const weak = new Set<string>(missing.map(({ name }) => name));
  useActions([
    {
      id: 'handoff.packet',
      label: 'Edit the packet',
      group: 'Hand off',
      scope: 'dialog',
      keys: ['alt+p'],
      whileTyping: true,
      run: () => first.current?.focus(),
    },
  ]);
  return (
    <section aria-label="Packet">
      <div className="choice-head">
        Packet <span className="d sm">drafted from the conversation, edit anything</span>
        <span className="grow" />
        <KeyCap keys="alt+p" />
      </div>
      <div className="pkbox">
        {parts.map(({ key, label, hint }, index) => (
          <label key={key} className="pk">
            <span className="k">{label}</span>
            <textarea
              ref={index === 0 ? first : undefined}
              rows={1}
              maxLength={4000}
              value={packet[key]}
              placeholder={hint}
              onChange={(event) => onChange({ [key]: event.target.value })}
            />
            <Mark missing={weak.has(label.toLowerCase())} />
          </label>
        ))}
        <Promised
          ticket={ticket}
          value={packet.promisedUntil}
          onChange={(promisedUntil) => onChange({ promisedUntil })}
        />
      </div>
      <Score packet={packet} candidate={candidate} ticket={ticket} />
    </section>
  );
}

function Mark({ missing }: { missing: boolean }) {
  return (
    <span className="mark" title={missing ? 'missing' : 'there'}>
      <Icon name={missing ? 'alert' : 'check'} />
      <span className="sr-only">{missing ? 'missing' : 'there'}</span>
    </span>
  );
}

function Promised({
  ticket,
  value,
  onChange,
}: {
  ticket: Ticket;
  value: number | null;
  onChange: (until: number | null) => void;
}) {
  const store = useStore();
  const me = useMe();
  const [now] = useState(() => store.now());
  const [typed, setTyped] = useState<string | null>(null);
  const choices = promiseChoices(now, ticket.promisedUntil).slice(0, 2);
  const keys = ['a', 's'];
  useActions([
    ...choices.map(({ at }, index) => ({
      id: `handoff.promised.${index}`,
      label: `Promised until ${whenOf(at, now, me.zone)}`,
      group: 'Hand off',
      scope: 'dialog',
      keys: [keys[index] ?? '', `alt+${keys[index] ?? ''}`],
      whileTyping: true,
      run: () => onChange(at),
    })),
    {
      id: 'handoff.promised.other',
      label: 'Promised until another time',
      group: 'Hand off',
      scope: 'dialog',
      keys: ['d', 'alt+d'],
      whileTyping: true,
      run: () => setTyped(''),
    },
  ]);
  const own = value !== null && !choices.some(({ at }) => at === value);
  return (
    <div className={value === null ? 'pk miss' : 'pk'}>
      <span className="k">Promised until</span>
      <span className="codes">
        {choices.map(({ at, label }, index) => (
          <button
            key={at}
            type="button"
            className={value === at ? 'chip on' : 'chip'}
            aria-pressed={value === at}
            aria-label={`Promised until ${whenOf(at, now, me.zone)}`}
            onClick={() => onChange(value === at ? null : at)}
          >
            {whenOf(at, now, me.zone)}
            {label === 'promised' ? ', in reply' : ''} <EitherCap keys={keys[index] ?? ''} />
          </button>
        ))}
        {typed === null ? (
          <button type="button" className={own ? 'chip on' : 'chip'} aria-pressed={own} onClick={() => setTyped('')}>
            {own && value !== null ? whenOf(value, now, me.zone) : 'Other'} <EitherCap keys="d" />
          </button>
        ) : (
          <input
            className="time"
            aria-label="Promised until, as a time"
            placeholder="16:30"
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the key or click just before
            autoFocus
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              const at = nextTime(event.target.value, now, me.zone);
              if (at !== null) onChange(at);
            }}
            onBlur={() => setTyped(null)}
          />
        )}
      </span>
      <Mark missing={value === null} />
    </div>
  );
}

/** The score beside the tier's bar, and what is missing by name. */
function Score({ packet, candidate, ticket }: { packet: Packet; candidate: Candidate | null; ticket: Ticket }) {
  const me = useMe();
  const reference = useReference();
  const { score, missing } = scorePacket(packet);
  const bar = candidate?.tier.packetBar ?? 0;
  const asker = createNames(reference, me.id).firstOfAsker(ticket);
  const noTime = missing.some(({ name }) => name === 'promised until');
  return (
    <div aria-live="polite">
      <div className="score">
        <span className="meter" aria-hidden="true">
          <b style={{ width: `${score}%` }} />
          <u style={{ left: `${bar}%` }} />
        </span>
        <span>
          <b className="st">{score}</b>{' '}
          <span className="d">of 100.{candidate ? ` ${candidate.team.name} asks for ${bar}.` : ''}</span>
        </span>
      </div>
      {missing.length > 0 ? (
        <p className="sm missing">
          <span className="st">Missing:</span>{' '}
          <span className="m">
            {missing.map(({ name, points }) => `${name} (${points} points)`).join(', ')}.
            {noTime ? ` ${asker} would have no time to hold you to.` : ''}
          </span>
        </p>
      ) : null}
    </div>
  );
}
