import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** A secret that is said this one time: to be copied now, or made anew later. */
export function ShownOnce({
  title,
  says,
  secret,
  onClose,
}: {
  title: string;
  says: string;
  secret: string;
  onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    field.current?.select();
  }, []);
  const copy = () => {
    field.current?.select();
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section className="shown-once" aria-label={title}>
      <h3>{title}</h3>
      <p className="m">{says}</p>
      <div className="row-f">
        <input ref={field} className="admin-secret" readOnly value={secret} aria-label={title} />
        <Button kind="primary" onClick={copy}>
          Copy
        </Button>
        <Button kind="quiet" onClick={onClose}>
          I have it
        </Button>
      </div>
      <p className="sm d" role="status">
        {copied === true
          ? 'Copied.'
          : copied === false
            ? 'The clipboard refused. Copy it by hand; it is selected.'
            : ''}
      </p>
    </section>
  );
}
