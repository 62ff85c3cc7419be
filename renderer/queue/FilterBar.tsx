import { type KeyboardEvent, type RefObject, useDeferredValue, useId, useMemo, useState } from 'react';
import { RemovableChip } from '../ui/Chip.tsx';
import { useReference } from '../ui/context.tsx';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/place.ts';
import { chipsOf, type Filter, isNarrowed } from './filter.ts';
import { savedView, useQueueApi, useQueueState } from './queue-state.ts';
import { suggestionsFor } from './suggest.ts';
import { useViewRows } from './use-visible.ts';

/**
 * One field: words search the text; what they name (a status, a priority, a tier, a team, a category, a tag) is offered as
 * a chip. Arrow down and Enter take an offer, Enter alone goes back to the rows.
 */
export function FilterBar({
  field,
  onClose,
  onLeave,
}: {
  field: RefObject<HTMLInputElement | null>;
  /** Back to the rows. */
  onClose: () => void;
  /** Left empty: it may go. */
  onLeave: () => void;
}) {
  const api = useQueueApi();
  const viewRows = useViewRows();
  const reference = useReference();
  const filter = useQueueState((state) => state.filter);
  const list = useId();
  const [at, setAt] = useState(-1);
  const [focused, setFocused] = useState(false);
  const asked = useDeferredValue(filter);
  const offers = useMemo(
    () => (focused ? suggestionsFor(asked, reference, viewRows()) : []),
    [focused, asked, reference, viewRows],
  );
  const narrow = (next: Filter) => {
    setAt(-1);
    api.getState().narrow(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const offer = offers[at];
    const last = chipsOf(filter, reference).at(-1);
    if (event.key === 'ArrowDown') setAt(Math.min(offers.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(-1, at - 1));
    else if (event.key === 'Enter' && offer) narrow(offer.with);
    else if (event.key === 'Enter') onClose();
    else if (event.key === 'Escape') {
      if (filter.text) narrow({ ...filter, text: '' });
      else onClose();
    } else if (event.key === 'Backspace' && filter.text === '' && last) narrow(last.without);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="q-filter">
      <Icon name="search" />
      {chipsOf(filter, reference).map((chip) => (
        <RemovableChip key={chip.key} label={chip.label} onRemove={() => narrow(chip.without)} />
      ))}
      <input
        ref={field}
        className="q-filter-field"
        aria-label="Filter this view"
        placeholder="Words, a number, a status, P1, a team, a tag"
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
        value={filter.text}
        onChange={(event) => narrow({ ...filter, text: event.target.value })}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          if (!isNarrowed(filter)) onLeave();
        }}
      />
      {isNarrowed(filter) ? <SaveSearch /> : null}
      <div id={list} className="q-offers" role="listbox" aria-label="Narrow by" hidden={offers.length === 0}>
        {offers.map((offer, index) => (
          <div
            key={offer.key}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'picker-option on' : 'picker-option'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => narrow(offer.with)}
          >
            <span className="d sm q-offer-kind">{offer.kind}</span>
            <span className="ell grow">{offer.label}</span>
            <span className="d sm">{offer.count}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Keeps the filter under a name, in the rail. */
function SaveSearch() {
  const api = useQueueApi();
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <button type="button" className="chip" onClick={() => setNaming(true)}>
        Save search
      </button>
    );
  }
  return (
    <form
      className="row-f"
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get('name');
        if (typeof name === 'string' && name.trim()) {
          api.getState().save(name.trim());
          go({ page: 'queue', view: savedView(name.trim()) });
        }
        setNaming(false);
      }}
    >
      <input
        name="name"
        className="q-filter-name"
        aria-label="Name of this search"
        placeholder="Name it, then ⏎"
        maxLength={60}
        ref={(field) => field?.focus()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          setNaming(false);
        }}
      />
    </form>
  );
}
