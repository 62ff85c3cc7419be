import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Picking } from '../queue-state.ts';

/** What a picker opens beside: an element, or null for the middle of the window. */
export type Anchor = Element | null;

/** Where the open ticket shows a property; null where it doesn't. */
export function propertyOf(picking: Picking): Anchor {
  return document.querySelector(`[data-property="${picking}"]`);
}

type Props = { label: string; anchor: Anchor; width?: number; onClose: () => void; children: ReactNode };

const EDGE = 8;
/** Until it is measured. Not hidden: what is hidden can't take the focus. */
const OUT_OF_SIGHT = { left: 0, top: -10_000 };

/**
 * A small thing to choose from, beside what it changes: takes the focus, gives it back, closes on Esc and on a click
 * elsewhere. It is modal to the keymap: letters typed in it mean nothing outside.
 */
export function PickerBox({ label, anchor, width = 280, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const place = anchor?.getBoundingClientRect();
    const rect = place && place.width > 0 ? place : null;
    const height = box.current?.offsetHeight ?? 0;
    const below = rect ? rect.bottom + 4 : (innerHeight - height) / 3;
    const top = rect && below + height > innerHeight - EDGE ? Math.max(EDGE, rect.top - height - 4) : below;
    const left = rect ? rect.left : (innerWidth - width) / 2;
    setAt({
      left: Math.max(EDGE, Math.min(left, innerWidth - width - EDGE)),
      top: Math.max(EDGE, Math.min(top, innerHeight - height - EDGE)),
    });
  }, [anchor, width]);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current?.querySelector<HTMLElement>('[data-autofocus]');
    (first ?? box.current)?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: a click elsewhere is only a bigger way to say Esc
    <div className="picker-scrim" onMouseDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={box}
        className="picker"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        data-scope="dialog"
        tabIndex={-1}
        style={{ width, ...(at ?? OUT_OF_SIGHT) }}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </div>,
    document.body,
  );
}
