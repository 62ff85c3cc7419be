import { useEffect, useRef } from 'react';

/** The clipboard refused: the text to copy by hand, selected already. */
export function CopyByHand({ text }: { text: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is to be selected anew
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, [text]);
  return (
    <label className="explain-by-hand">
      <span className="sm m">The clipboard refused. Copy it by hand; it is selected.</span>
      <textarea ref={box} className="input mono" readOnly rows={6} value={text} />
    </label>
  );
}
