import { type ReactNode, useId } from 'react';
import type { Trouble } from './experiment.ts';

type Props = {
  title: ReactNode;
  text: string;
  onChange: (text: string) => void;
  isChanged: boolean;
  onPutBack: () => void;
  trouble: Trouble | null;
  /** Beside the title. */
  tools?: ReactNode;
  children?: ReactNode;
};

/** A part of the question as text, open to change, with what is wrong with it beneath. */
export function Panel({ title, text, onChange, isChanged, onPutBack, trouble, tools, children }: Props) {
  const name = useId();
  return (
    <section className="lab-panel" aria-labelledby={name}>
      <header>
        <h3 id={name}>{title}</h3>
        {isChanged ? <PutBack onPutBack={onPutBack} /> : null}
        <span className="grow" />
        {tools}
      </header>
      <TextArea name={name} text={text} onChange={onChange} trouble={trouble} />
      {children}
    </section>
  );
}

export function TextArea({
  name,
  text,
  onChange,
  trouble,
}: Pick<Props, 'text' | 'onChange' | 'trouble'> & { name: string }) {
  return (
    <>
      <textarea
        className="input mono"
        aria-labelledby={name}
        aria-invalid={trouble !== null}
        aria-describedby={trouble ? `${name}-trouble` : undefined}
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {trouble ? (
        <p id={`${name}-trouble`} className="u-breached sm lab-trouble" role="alert">
          {trouble.field ? <code>{trouble.field}</code> : null} {trouble.says}
        </p>
      ) : null}
    </>
  );
}

/** `isNarrow`: there is no room to say that it was changed; that it can be put back says so too. */
export function PutBack({ onPutBack, isNarrow = false }: { onPutBack: () => void; isNarrow?: boolean }) {
  return (
    <>
      {isNarrow ? null : <span className="chip">changed</span>}
      <button type="button" className="link sm" onClick={onPutBack}>
        Put back
      </button>
    </>
  );
}
