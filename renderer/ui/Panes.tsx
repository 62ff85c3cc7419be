import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { asNumber, useRemembered } from './remembered.ts';

/** A pane of fixed width with a handle at its edge, by mouse or arrows; the width is remembered under `name`. */
export function Pane({
  name,
  label,
  width,
  least,
  most,
  className,
  children,
}: {
  name: string;
  /** What the handle is called, e.g. "Width of the queue". */
  label: string;
  width: number;
  least: number;
  most: number;
  className?: string;
  children: ReactNode;
}) {
  const [wide, setWide] = useRemembered(`width.${name}`, asNumber, width);
  const held = Math.max(least, Math.min(most, wide));
  const style: CSSProperties = { width: held };
  return (
    <>
      <div className={className} style={style}>
        {children}
      </div>
      <Resizer label={label} value={held} least={least} most={most} onChange={setWide} onReset={() => setWide(width)} />
    </>
  );
}

type ResizerProps = {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
  onReset: () => void;
};

const STEP = 16;

function Resizer({ label, value, least, most, onChange, onReset }: ResizerProps) {
  const drag = useRef<{ x: number; value: number } | null>(null);
  const set = (next: number) => onChange(Math.round(Math.max(least, Math.min(most, next))));
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: value - STEP, ArrowRight: value + STEP, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, value };
  };
  return (
    <div
      className="resizer"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (drag.current) set(drag.current.value + event.clientX - drag.current.x);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
    />
  );
}
