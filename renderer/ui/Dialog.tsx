import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';

/** Enter is deaf this long after a dialog opens: no key typed for something else can confirm it. */
export const DEAF_MS = 400;

type Props = {
  title: ReactNode;
  /** Beside the title, in quieter text. */
  aside?: ReactNode;
  children: ReactNode;
  /** The foot: buttons, the likely next step rightmost. */
  foot?: ReactNode;
  width?: number;
  onClose: () => void;
};

/**
 * Few and small. Takes the focus (its first `data-autofocus`, else itself), keeps it, gives it back. `Esc` closes.
 * Not the dialog element: its top layer would hide the popovers of fields.
 * Its keys are `useActions` with `scope: 'dialog'`.
 */
export function Dialog({ title, aside, children, foot, width = 560, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  useFocusKept(box);
  const deaf = useDeafEnter();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab') trap(event, box.current);
  };
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: the scrim is only a bigger way to say Esc
    <div className="scrim" onMouseDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={box}
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={name}
        data-scope="dialog"
        tabIndex={-1}
        style={{ width }}
        onKeyDown={onKeyDown}
        onKeyDownCapture={deaf.onKeyDownCapture}
        onKeyUpCapture={deaf.onKeyUpCapture}
      >
        <div className="dialog-head">
          <h2 id={name}>{title}</h2>
          {aside}
        </div>
        <div className="dialog-body">{children}</div>
        {foot ? <div className="dialog-foot">{foot}</div> : null}
      </div>
    </div>,
    document.body,
  );
}

/** Whether a dialog is open, for the keymap. */
export function modalOpen(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/** Enter (and Space on a button) is swallowed until 400 ms have passed *and* it has been let go since. */
function useDeafEnter() {
  const opened = useRef<number | null>(null);
  const held = useRef(false);
  useEffect(() => {
    opened.current = performance.now();
  }, []);
  const confirms = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' ';
  return {
    onKeyDownCapture(event: KeyboardEvent) {
      if (!confirms(event)) return;
      const early = opened.current === null || performance.now() - opened.current < DEAF_MS;
      if (early) held.current = true;
      if (!early && !(held.current && event.repeat)) {
        held.current = false;
        return;
      }
      const typing = event.key === ' ' && event.target instanceof HTMLElement && event.target.matches('input,textarea');
      if (typing) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUpCapture(event: KeyboardEvent) {
      if (confirms(event) && held.current) {
        held.current = false;
        event.preventDefault();
      }
    },
  };
}

const focusable =
  'a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled),textarea:not(:disabled),[tabindex="0"]';

function useFocusKept(box: React.RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-autofocus]');
    (first ?? box.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [box]);
}

function trap(event: KeyboardEvent, box: HTMLElement | null) {
  const stops = [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter(
    (stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0,
  );
  const first = stops[0];
  const last = stops.at(-1);
  if (!first || !last) return event.preventDefault();
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}
