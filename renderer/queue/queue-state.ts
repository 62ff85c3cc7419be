import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { TeamId, type TicketId } from '#core/ids.ts';
import { readRemembered, writeRemembered } from '../ui/remembered.ts';
import { type Filter, noFilter, SavedSearch } from './filter.ts';

/** Which small picker is open on the rows in hand. */
export type Picking = 'status' | 'priority' | 'assign' | 'tags' | 'category';

/** The strip under the queue: what just happened, or why not, with a way back where there is one. */
export type Notice = { tone: 'done' | 'refused'; text: string; undo: (() => Promise<void>) | null };

export type Density = 'compact' | 'normal' | 'comfortable';
export const rowHeight: Record<Density, number> = { compact: 28, normal: 36, comfortable: 44 };

/** View state of the queue, and nothing else: what is shown is read from the store. */
export type QueueState = {
  /** What was asked for: a view, or a saved search by `savedView`. */
  asked: string;
  view: string;
  teamId: TeamId | null;
  filter: Filter;
  /** Whether resolved and closed tickets are shown too. */
  withDone: boolean;
  /** The ticket that keys mean, and its place in the list: see cursor.ts. */
  cursor: TicketId | null;
  cursorIndex: number;
  selected: ReadonlySet<TicketId>;
  picking: Picking | null;
  notice: Notice | null;
  density: Density;
  /** Saved on this device, by name. */
  searches: readonly SavedSearch[];
  show(view: string): void;
  showTeam(teamId: TeamId): void;
  narrow(filter: Filter): void;
  showDone(withDone: boolean): void;
  point(id: TicketId | null, index: number): void;
  toggle(id: TicketId): void;
  select(ids: readonly TicketId[]): void;
  pick(picking: Picking | null): void;
  tell(notice: Notice | null): void;
  space(density: Density): void;
  /** Keeps the view as it is now under a name; the same name is replaced. */
  save(name: string): void;
  forget(name: string): void;
};

const asDensity = (value: unknown): Density | null =>
  value === 'compact' || value === 'normal' || value === 'comfortable' ? value : null;
const asTeam = (value: unknown) => TeamId.safeParse(value).data ?? null;

/** The address of a saved search among the views. */
export const savedView = (name: string) => `saved:${name}`;

export function createQueueState(): StoreApi<QueueState> {
  return createStore<QueueState>((set) => ({
    asked: 'desk',
    view: 'desk',
    teamId: readRemembered<TeamId | null>('queue.team', asTeam, null),
    filter: noFilter,
    withDone: false,
    cursor: null,
    cursorIndex: 0,
    selected: new Set(),
    picking: null,
    notice: null,
    density: readRemembered('queue.density', asDensity, 'normal'),
    searches: readRemembered('queue.searches', (value) => SavedSearch.array().safeParse(value).data ?? null, []),
    show: (asked) =>
      set((state) => {
        if (state.asked === asked) return state;
        const saved = state.searches.find((search) => savedView(search.name) === asked);
        const view = saved?.view ?? asked;
        const filter = saved?.filter ?? noFilter;
        return { asked, view, filter, cursor: null, cursorIndex: 0, selected: new Set(), picking: null };
      }),
    showTeam(teamId) {
      writeRemembered('queue.team', teamId);
      set({ teamId, cursor: null, cursorIndex: 0, selected: new Set() });
    },
    // Narrowed further or cleared, it is that search no more: choosing it brings it back.
    narrow: (filter) => set(({ view }) => ({ filter, asked: view })),
    showDone: (withDone) => set({ withDone }),
    point: (cursor, cursorIndex) => set({ cursor, cursorIndex }),
    toggle: (id) =>
      set(({ selected }) => {
        const next = new Set(selected);
        if (!next.delete(id)) next.add(id);
        return { selected: next };
      }),
    select: (ids) => set({ selected: new Set(ids) }),
    pick: (picking) => set({ picking }),
    tell: (notice) => set({ notice }),
    space(density) {
      writeRemembered('queue.density', density);
      set({ density });
    },
    save: (name) =>
      set(({ searches, view, filter }) => {
        const next = [...searches.filter((search) => search.name !== name), { name, view, filter }];
        writeRemembered('queue.searches', next);
        return { searches: next, asked: savedView(name) };
      }),
    forget: (name) =>
      set(({ searches }) => {
        const next = searches.filter((search) => search.name !== name);
        writeRemembered('queue.searches', next);
        return { searches: next };
      }),
  }));
}

export const QueueStateContext = createContext<StoreApi<QueueState> | null>(null);

export function useQueueApi(): StoreApi<QueueState> {
  const api = useContext(QueueStateContext);
  if (!api) throw new Error('the queue outside its QueueStateContext');
  return api;
}

export function useQueueState<T>(part: (state: QueueState) => T): T {
  return useStore(useQueueApi(), part);
}
