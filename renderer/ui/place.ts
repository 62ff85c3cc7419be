import { useEffect, useSyncExternalStore } from 'react';
import { TeamId, TicketId } from '#core/ids.ts';

/** Where one is. The address says it after `#`, so that reload, back and links work in both shells. */
export type Place =
  | { page: 'queue'; view: string }
  | { page: 'ticket'; ticketId: TicketId; do: Doing | null; alertId?: string }
  | { page: 'attention' }
  | { page: 'board'; teamId: TeamId | null }
  | { page: 'alerts' }
  | { page: 'admin'; section: string };

/** What to do on arriving at a ticket; asked for once, then taken out of the address. */
export type Doing = 'reply' | 'note' | 'handOff' | 'accept' | 'explain';

const doings: readonly Doing[] = ['reply', 'note', 'handOff', 'accept', 'explain'];
export const HOME = { page: 'queue', view: 'desk' } as const satisfies Place;

export function hrefOf(place: Place): string {
  switch (place.page) {
    case 'queue':
      return `#/queue/${encodeURIComponent(place.view)}`;
    case 'ticket':
      return `#/ticket/${place.ticketId}${wishOf(place)}`;
    case 'board':
      return place.teamId ? `#/board/${place.teamId}` : '#/board';
    case 'admin':
      return `#/admin/${encodeURIComponent(place.section)}`;
    case 'attention':
    case 'alerts':
      return `#/${place.page}`;
    default:
      return place satisfies never;
  }
}

function wishOf({ do: what, alertId }: Extract<Place, { page: 'ticket' }>): string {
  return what ? `?do=${what}${alertId ? `&alert=${encodeURIComponent(alertId)}` : ''}` : '';
}

/** An address that says nothing known leads home. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, rest = ''] = path.split('/');
  const given = safely(rest);
  switch (page) {
    case 'queue':
      return { page, view: given || HOME.view };
    case 'ticket': {
      const id = TicketId.safeParse(given);
      if (!id.success) return HOME;
      const asked = new URLSearchParams(query);
      const wish = doings.find((word) => word === asked.get('do')) ?? null;
      const alertId = asked.get('alert');
      return { page, ticketId: id.data, do: wish, ...(wish && alertId ? { alertId } : {}) };
    }
    case 'board': {
      const id = TeamId.safeParse(given);
      return { page, teamId: id.success ? id.data : null };
    }
    case 'admin':
      return { page, section: given || 'people' };
    case 'attention':
    case 'alerts':
      return { page };
    default:
      return HOME;
  }
}

function safely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export function go(place: Place): void {
  location.hash = hrefOf(place);
}

/** Goes there without leaving a step to go back to. */
export function slip(place: Place): void {
  const before = location.href;
  history.replaceState(history.state, '', hrefOf(place));
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: location.href }));
}

let last: { hash: string; place: Place } | null = null;

/** The same object while the address stays the same. */
export function here(): Place {
  if (last?.hash !== location.hash) last = { hash: location.hash, place: placeOf(location.hash) };
  return last.place;
}

export function usePlace(): Place {
  return useSyncExternalStore(listen, here, here);
}

function listen(listener: () => void) {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Runs what the address asks to be done with this ticket, once, and takes it out of the address. */
export function useDoing(ticketId: TicketId, wanted: readonly Doing[], run: (what: Doing) => void): void {
  const place = usePlace();
  const wish = place.page === 'ticket' && place.ticketId === ticketId ? place.do : null;
  const mine = wish !== null && wanted.includes(wish) ? wish : null;
  useEffect(() => {
    if (mine === null) return;
    slip({ page: 'ticket', ticketId, do: null });
    run(mine);
  }, [mine, ticketId, run]);
}
