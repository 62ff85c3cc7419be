import { KeyCap } from '../../ui/KeyCap.tsx';

type Props = {
  at: number;
  count: number;
  copied: boolean;
  onStep: (by: number) => void;
  /** Null where there is nothing to copy. */
  onExport: (() => void) | null;
  onClose: () => void;
};

/** What keys do here, each also to be clicked. */
export function ExplainHead({ at, count, copied, onStep, onExport, onClose }: Props) {
  return (
    <span className="explain-head">
      <span role="status">{copied ? <span className="u-met md">Copied</span> : null}</span>
      {count > 1 ? (
        <span className="row-f">
          Target {at + 1} of {count}
          <span className="keys">
            <button type="button" className="plain-action" aria-label="Target before" onClick={() => onStep(-1)}>
              <KeyCap keys="ArrowLeft" />
            </button>
            <button type="button" className="plain-action" aria-label="Next target" onClick={() => onStep(1)}>
              <KeyCap keys="ArrowRight" />
            </button>
          </span>
        </span>
      ) : null}
      {onExport ? (
        <button type="button" className="plain-action" aria-keyshortcuts="X" onClick={onExport}>
          Export <KeyCap keys="x" />
        </button>
      ) : null}
      <button type="button" className="plain-action" aria-keyshortcuts="Escape" onClick={onClose}>
        Close <KeyCap keys="Escape" />
      </button>
    </span>
  );
}
