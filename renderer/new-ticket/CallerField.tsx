import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { RequesterId } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { callersFor } from './requesters.ts';

/** Who asks, found by typing: name, mail, phone or organisation. Somebody unknown is kept as typed. Works offline. */
export function CallerField({
  caller,
  requesterId,
  reference,
  onChange,
}: {
  caller: string;
  requesterId: RequesterId | null;
  reference: Reference;
  onChange: (caller: string, requesterId: RequesterId | null) => void;
}) {
  const list = useId();
  const [at, setAt] = useState(0);
  const [focused, setFocused] = useState(false);
  const found = useMemo(
    () => (requesterId === null && focused ? callersFor(caller, reference) : []),
    [requesterId, focused, caller, reference],
  );
  const known = requesterId ? reference.requesters.get(requesterId) : null;
  const organisation = known?.organisationId ? reference.organisations.get(known.organisationId)?.name : null;
  const choose = (index: number) => {
    const one = found[index];
    if (one) onChange(one.name, one.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) choose(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="field caller">
      <label htmlFor={`${list}-field`}>Requester</label>
      <input
        id={`${list}-field`}
        className="input"
        data-autofocus=""
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        placeholder="Name, mail, phone or organisation"
        value={caller}
        onChange={(event) => {
          setAt(0);
          onChange(event.target.value, null);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      <p className="field-hint">
        {known
          ? [organisation, known.email, known.phone].filter(Boolean).join(' · ')
          : caller.trim() && found.length === 0
            ? 'Not in the list: name and phone are kept with the ticket.'
            : '\u00a0'}
      </p>
      <div id={list} className="caller-list" role="listbox" aria-label="Requesters" hidden={found.length === 0}>
        {found.map((one, index) => (
          <div
            key={one.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'picker-option on' : 'picker-option'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <span className="grow ell">{one.name}</span>
            <span className="d sm ell">{[one.organisation, one.phone].filter(Boolean).join(' · ')}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
