import { type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { can } from '#core/access.ts';
import type { Instant } from '#core/ids.ts';
import { isRefusal, type Refusal } from '#core/refusal.ts';
import type { TicketView } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useStore } from '../ui/context.tsx';
import { clockOf, clockSecondsOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import { type Kind, type Mark, marked, sendIntent, type Then, UNDO_MS } from './compose.ts';
import { browserMaking } from './making.ts';
import { PromiseField } from './PromiseField.tsx';
import { Toolbar } from './Toolbar.tsx';
import { promiseIn, type TakenBack } from './taken-back.ts';
import { type Kept, useDraft } from './use-draft.ts';
import { useGuard } from './use-guard.ts';
import { useOnce } from './use-once.ts';
import { saysHere } from './wording.ts';

export type ComposerHandle = { open(kind: Kind): void; restore(text: TakenBack): void };

/** Where one writes: to the requester or to colleagues, never in doubt which. The draft outlives everything but sending. */
export function Composer({ view, ref }: { view: TicketView; ref: Ref<ComposerHandle> }) {
  const { ticket } = view;
  const store = useStore();
  const me = useMe();
  const by = { kind: 'person', person: me } as const;
  const mayReply = can(by, 'ticket.work', { ticket });
  const mayNote = can(by, 'ticket.note', { ticket });
  const [chosen, setKind] = useState<Kind>('reply');
  const kind: Kind = mayReply ? chosen : 'note';
  const reply = useDraft(ticket.id, 'reply');
  const note = useDraft(ticket.id, 'note');
  const draft = kind === 'reply' ? reply : note;
  const promise = useDraft(ticket.id, 'promised');
  const promised = promiseIn(promise.text, store.now());
  const setPromised = (until: Instant | null) => promise.write(until === null ? '' : String(until));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const make = useMemo(() => browserMaking(store.now), [store]);
  const guard = useGuard(view, reply.text);
  const { running, once } = useOnce();

  useImperativeHandle(ref, () => ({
    open(next) {
      setKind(next);
      field.current?.focus();
    },
    restore({ kind: next, body, promisedUntil }) {
      setKind(next);
      const target = next === 'reply' ? reply : note;
      target.write(target.text.trim() ? `${body}\n\n${target.text}` : body);
      if (promisedUntil !== null && promised === null) setPromised(promisedUntil);
      field.current?.focus();
    },
  }));

  async function send(after: Then, sendAnyway = false) {
    const intent = sendIntent(kind, draft.text, { seen: guard.seen, after, promisedUntil: promised, sendAnyway }, make);
    if (!intent) {
      field.current?.focus();
      return;
    }
    await once(async () => {
      const answer = await store.dispatch(ticket.id, intent, { holdFor: UNDO_MS });
      if (isRefusal(answer)) {
        setRefusal(answer);
        return;
      }
      setRefusal(null);
      setPromised(null);
      draft.write('');
    });
  }

  function mark(what: Mark) {
    const area = field.current;
    if (!area) return;
    const next = marked({ text: draft.text, from: area.selectionStart, to: area.selectionEnd }, what);
    draft.write(next.text);
    area.focus();
    requestAnimationFrame(() => area.setSelectionRange(next.from, next.to));
  }

  const inHere = { group: 'Writing', scope: 'composer', whileTyping: true } as const;
  useActions([
    { ...inHere, id: 'send', label: 'Send', keys: ['mod+Enter'], run: () => void send('stay') },
    {
      ...inHere,
      id: 'send.wait',
      label: 'Send and wait for the requester',
      keys: ['mod+shift+Enter'],
      enabled: kind === 'reply',
      run: () => void send('wait'),
    },
    {
      ...inHere,
      id: 'send.resolve',
      label: 'Send and resolve',
      keys: ['mod+alt+Enter'],
      enabled: kind === 'reply',
      run: () => void send('resolve'),
    },
    { ...inHere, id: 'bold', label: 'Bold', keys: ['mod+b'], run: () => mark('bold') },
    { ...inHere, id: 'italic', label: 'Italic', keys: ['mod+i'], run: () => mark('italic') },
    {
      ...inHere,
      id: 'leave',
      label: 'Leave the text',
      keys: ['Escape'],
      hidden: true,
      run: () => field.current?.blur(),
    },
  ]);

  if (!mayNote) return <div className="comp d sm">You can read this ticket but not write on it.</div>;
  const guarded = refusal?.reason === 'newerMessage';
  return (
    <div className={kind === 'note' ? 'comp int' : 'comp'} data-scope="composer">
      <div className="row-f comp-top">
        <div className="seg2" role="tablist" aria-label="What you write">
          <Tab on={kind === 'reply'} icon="globe" hint="R" disabled={!mayReply} onPick={() => setKind('reply')}>
            Public reply
          </Tab>
          <Tab on={kind === 'note'} icon="lock" hint="N" onPick={() => setKind('note')}>
            Internal note
          </Tab>
        </div>
        <span className="grow" />
        {kind === 'reply' ? <PromiseField value={promised} onChange={setPromised} /> : null}
        <Toolbar onMark={mark} />
      </div>
      {guard.newer && kind === 'reply' && !guarded ? (
        <div className="guard" role="status">
          <span>{guard.newer} wrote while you were writing.</span>
          <button type="button" className="link" onClick={guard.read}>
            I have read it
          </button>
        </div>
      ) : null}
      <textarea
        ref={field}
        className="comp-text"
        value={draft.text}
        rows={3}
        readOnly={running}
        spellCheck
        aria-label={kind === 'reply' ? 'Public reply' : 'Internal note'}
        placeholder={
          kind === 'reply'
            ? 'Write to the requester. Markdown works.'
            : 'Write to colleagues only. The requester never sees it.'
        }
        onChange={(event) => {
          draft.write(event.target.value);
          setRefusal(null);
          store.look(ticket.id, event.target.value !== '');
        }}
        onBlur={() => store.look(ticket.id, false)}
      />
      {draft.kept === 'no' ? (
        <div className="refusal" role="alert">
          This device could not write your text down: its disk may be full. Send or copy it before you leave.
        </div>
      ) : null}
      {refusal ? (
        <div className="refusal" role="alert">
          <span>{saysHere(refusal, (at) => clockOf(at, me.zone))} Your text is still here.</span>
          {guarded ? (
            <Button kind="quiet" onClick={() => void send('stay', true)}>
              Send as it is
            </Button>
          ) : null}
        </div>
      ) : null}
      <div className="row-f comp-foot">
        <span className="mi d grow" role="status">
          {mayReply || draft.kept
            ? keptWords(draft.kept, me.zone)
            : 'Only the team that holds it writes to the requester.'}
        </span>
        {kind === 'reply' ? (
          <>
            <Button kind="quiet" keys="mod+alt+Enter" className="roomy" onClick={() => void send('resolve')}>
              Send and resolve
            </Button>
            <Button kind="quiet" keys="mod+shift+Enter" onClick={() => void send('wait')}>
              Send and wait
            </Button>
          </>
        ) : null}
        <Button kind="primary" keys="mod+Enter" onClick={() => void send('stay')}>
          {kind === 'reply' ? 'Send' : 'Add note'}
        </Button>
      </div>
    </div>
  );
}

/** Never more than is known: a text that no disk took is only on this screen. */
function keptWords(kept: Kept, zone: string): string {
  if (kept === null) return '';
  return kept === 'no' ? 'Draft not kept' : `Draft kept ${clockSecondsOf(kept.at, zone)}`;
}

function Tab({
  on,
  icon,
  hint,
  disabled = false,
  onPick,
  children,
}: {
  on: boolean;
  icon: 'globe' | 'lock';
  hint: string;
  disabled?: boolean;
  onPick: () => void;
  children: string;
}) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={on}
      className={on ? 'on' : ''}
      disabled={disabled}
      onClick={onPick}
      aria-keyshortcuts={hint}
    >
      <Icon name={icon} small />
      {children}
    </button>
  );
}
