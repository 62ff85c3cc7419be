import { useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** For what can't be taken back: the first press says what it will do, the second does it. */
export function SureButton({ label, sure, onSure }: { label: string; sure: string; onSure: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Button
      kind={asked ? 'plain' : 'quiet'}
      className={asked ? 'sure' : ''}
      onBlur={() => setAsked(false)}
      onClick={() => {
        if (asked) onSure();
        setAsked(!asked);
      }}
    >
      {asked ? sure : label}
    </Button>
  );
}
