import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import type { Live } from '../store/store.ts';
import { isTyping, movesCaret, textOf } from './keys.ts';

/**
 * Something a key does. `keys`: the first is shown beside the action, all of them work. `group`: its heading in the
 * `?` sheet. `scope`: only while the focus is inside an element with that `data-scope` (`page`: while nothing has it); without
 * one, on the whole page.
 * `whileTyping`: also inside text fields (for keys with Ctrl or Alt, and Escape).
 */
export type Action = {
  id: string;
  label: string;
  group: string;
  keys: readonly string[];
  run: () => void;
  scope?: string;
  whileTyping?: boolean;
  /** False leaves it out of palette and sheet and lets the key pass. A function is asked at the press. */
  enabled?: boolean | (() => boolean);
  /** True leaves it out of palette and sheet: arrows and the like. */
  hidden?: boolean;
};

export type Keymap = {
  /** All actions of what is on screen now; later ones come last and win. */
  actions: Live<readonly Action[]>;
  register(actions: () => readonly Action[]): () => void;
  /** Tells that what a registration would say has changed. */
  changed(): void;
  press(event: KeyboardEvent): void;
};

const SEQUENCE = 1_200;

type Around = { now: () => number; modalOpen: () => boolean };

/** The one listener for keys. While a dialog is open it alone hears keys: only actions scoped to it run. */
export function createKeymap({ now, modalOpen }: Around): Keymap {
  const sources = new Set<() => readonly Action[]>();
  const listeners = new Set<() => void>();
  let list: readonly Action[] | null = null;
  let begun: { text: string; at: number } | null = null;

  const all = () => {
    list ??= [...sources].flatMap((source) => source());
    return list;
  };

  function changed() {
    list = null;
    for (const listener of listeners) listener();
  }

  function find(text: string, event: KeyboardEvent): Action | undefined {
    const scopes = scopesAt(event.target);
    const typing = isTextField(event.target) && (!isReadOnly(event.target) || movesCaret(text));
    const modal = modalOpen();
    const fitting = [...sources]
      .flatMap((source) => source())
      .filter(
        (action) =>
          isEnabled(action) &&
          action.keys.includes(text) &&
          (action.scope === undefined || scopes.includes(action.scope)) &&
          (!modal || action.scope === 'dialog') &&
          (!typing || (action.whileTyping === true && !isTyping(text))),
      );
    return fitting.findLast(({ scope }) => scope !== undefined) ?? fitting.at(-1);
  }

  function begins(text: string, event: KeyboardEvent): boolean {
    if (isTextField(event.target) || modalOpen()) return false;
    return all().some((action) => isEnabled(action) && action.keys.some((keys) => keys.startsWith(`${text} `)));
  }

  return {
    actions: {
      get: all,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    register(source) {
      sources.add(source);
      changed();
      return () => {
        sources.delete(source);
        changed();
      };
    },
    changed,
    press(event) {
      if (event.defaultPrevented || event.isComposing) return;
      const text = textOf(event);
      if (text === null) return;
      const sequence = begun && now() - begun.at < SEQUENCE ? `${begun.text} ${text}` : null;
      begun = null;
      const action = (sequence && find(sequence, event)) || find(text, event);
      if (action) {
        event.preventDefault();
        action.run();
      } else if (begins(text, event)) {
        event.preventDefault();
        begun = { text, at: now() };
      }
    },
  };
}

export function isEnabled({ enabled = true }: Action): boolean {
  return typeof enabled === 'function' ? enabled() : enabled;
}

const notText = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file']);

/** Where letters are text. A select and a listbox hear letters too, to jump to an entry. */
export function isTextField(target: EventTarget | null): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target instanceof HTMLInputElement && !notText.has(target.type);
}

/** A text shown to be copied, not written. */
function isReadOnly(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement && target.readOnly;
}

function scopesAt(target: EventTarget | null): string[] {
  const scopes: string[] = [];
  if (typeof Element === 'undefined' || !(target instanceof Element)) return scopes;
  if (target === document.body) return ['page'];
  for (let at: Element | null = target; at; at = at.parentElement?.closest('[data-scope]') ?? null) {
    const scope = at.getAttribute('data-scope');
    if (scope) scopes.push(scope);
  }
  return scopes;
}

const KeymapContext = createContext<Keymap | null>(null);

export function KeymapProvider({ keymap, children }: { keymap: Keymap; children: ReactNode }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => keymap.press(event);
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [keymap]);
  return <KeymapContext value={keymap}>{children}</KeymapContext>;
}

export function useKeymap(): Keymap {
  const keymap = useContext(KeymapContext);
  if (!keymap) throw new Error('useKeymap outside a KeymapProvider');
  return keymap;
}

/**
 * Registers what keys do here while the component is on screen, and lists it in the palette and the `?` sheet.
 * The actions may close over fresh state: the newest ones always run.
 */
export function useActions(actions: readonly Action[]): void {
  const keymap = useKeymap();
  const newest = useRef(actions);
  const said = actions.map((action) => `${action.id}|${action.label}|${action.enabled === false}`).join('\n');
  // With the frame, not after it: a key pressed as soon as something is shown acts on what is shown.
  useLayoutEffect(() => {
    newest.current = actions;
  });
  useEffect(() => keymap.register(() => newest.current), [keymap]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is what there is to tell
  useEffect(() => keymap.changed(), [keymap, said]);
}
