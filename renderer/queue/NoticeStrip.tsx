import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useQueueApi, useQueueState } from './queue-state.ts';

/** What just happened, where it happened; a refusal stays until it is put away. Spoken by the announcer. */
export function NoticeStrip() {
  const api = useQueueApi();
  const notice = useQueueState((state) => state.notice);
  if (!notice) return null;
  return (
    <div className={`q-notice ${notice.tone}`}>
      <Icon name={notice.tone === 'refused' ? 'alert' : 'check'} small />
      <span className="grow">{notice.text}</span>
      {notice.undo ? (
        <Button kind="quiet" keys="z" onClick={() => void notice.undo?.()}>
          Undo
        </Button>
      ) : null}
      <IconButton label="Put this message away" onClick={() => api.getState().tell(null)}>
        <Icon name="close" small />
      </IconButton>
    </div>
  );
}
