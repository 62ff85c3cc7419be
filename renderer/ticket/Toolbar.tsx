import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Mark } from './compose.ts';

/** Markdown marks by click; bold and italic also by Ctrl B and Ctrl I. */
export function Toolbar({ onMark }: { onMark: (mark: Mark) => void }) {
  return (
    <div className="tool" role="toolbar" aria-label="Formatting">
      <IconButton label="Bold, Ctrl B" onClick={() => onMark('bold')}>
        <b aria-hidden="true">B</b>
      </IconButton>
      <IconButton label="Italic, Ctrl I" onClick={() => onMark('italic')}>
        <i aria-hidden="true" className="serif">
          I
        </i>
      </IconButton>
      <IconButton label="Code" className="roomy" onClick={() => onMark('code')}>
        <Icon name="code" small />
      </IconButton>
      <IconButton label="List" onClick={() => onMark('list')}>
        <Icon name="list" small />
      </IconButton>
      <IconButton label="Quote" className="roomy" onClick={() => onMark('quote')}>
        <Icon name="quote" small />
      </IconButton>
      <IconButton label="Link" onClick={() => onMark('link')}>
        <Icon name="link" small />
      </IconButton>
    </div>
  );
}
