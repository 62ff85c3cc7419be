import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { createDeafness, type Deafness } from './deaf.ts';

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

/** What confirms is heard only when pressed anew, some time after the dialog opened (`deaf.ts`). A space typed into a text is text. */
function useDeafEnter() {
  const deaf = useRef<Deafness | null>(null);
  useEffect(() => {
    deaf.current = createDeafness(performance.now());
  }, []);
  const confirms = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';
  const isText = ({ key, target }: KeyboardEvent) =>
    key === ' ' && target instanceof HTMLElement && target.matches('input,textarea');
  return {
    onKeyDownCapture(event: KeyboardEvent) {
      if (!confirms(event)) return;
      const isSwallowed = deaf.current?.press(event.key, performance.now(), event.repeat) ?? true;
      if (!isSwallowed || isText(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUpCapture(event: KeyboardEvent) {
      if (!confirms(event)) return;
      const isSwallowed = deaf.current?.release(event.key) ?? true;
      if (isSwallowed && !isText(event)) event.preventDefault();
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
