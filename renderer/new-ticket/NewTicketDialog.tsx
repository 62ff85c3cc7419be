import './new-ticket.css';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { MessageId, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Level } from '#core/ticket/history.ts';
import { priorityOf } from '#core/ticket/matrix.ts';
import { saysHere } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { sha256Hex } from '../ui/hash.ts';
import { useActions } from '../ui/keymap.tsx';
import { newId } from '../ui/new-id.ts';
import { go } from '../ui/place.ts';
import { levelWord, typeWord } from '../ui/words.ts';
import { CallerField } from './CallerField.tsx';
import { createIntent, draftOf, emptyForm, type Form, formOf } from './form.ts';
import { landingOf } from './landing.ts';

const DRAFT = 'new';
const levels: readonly Level[] = [1, 2, 3];

/** A ticket by hand, most often with somebody on the phone: who, what, how bad. Offline too; its number comes on sync. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const [form, setForm] = useState<Form | null>(null);
  useEffect(() => {
    let wanted = true;
    void store.drafts.read(null, DRAFT).then((draft) => {
      if (wanted) setForm((draft && formOf(draft.body)) ?? emptyForm);
    });
    return () => {
      wanted = false;
    };
  }, [store]);
  return form ? <Fields initial={form} onClose={onClose} /> : null;
}

function Fields({ initial, onClose }: { initial: Form; onClose: () => void }) {
  const store = useStore();
  const reference = useReference();
  const me = useMe();
  const [form, setForm] = useState(initial);
  const [refused, setRefused] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const landingId = useId();
  const set = (part: Partial<Form>) => {
    const next = { ...form, ...part };
    setForm(next);
    store.drafts.write(null, DRAFT, draftOf(next));
  };
  const landing = landingOf(form, me, reference);
  const mine = form.mine && landing.canHold;
  const create = async () => {
    if (sending) return;
    if (!form.subject.trim()) return setRefused('A ticket needs a subject.');
    setSending(true);
    const text = form.text.trim();
    const message = text ? { messageId: newId(store.now()) as MessageId, hash: sha256Hex(text) } : null;
    const ticketId = newId(store.now()) as TicketId;
    const answer = await store.dispatch(ticketId, createIntent({ ...form, mine }, message));
    setSending(false);
    if (isRefusal(answer)) return setRefused(saysHere(answer, (at) => clockOf(at, me.zone)));
    store.drafts.write(null, DRAFT, '');
    onClose();
    go({ page: 'ticket', ticketId, do: null });
  };
  useActions([
    {
      id: 'new.create',
      label: 'Open the ticket',
      group: 'New ticket',
      keys: ['mod+Enter'],
      scope: 'dialog',
      whileTyping: true,
      run: () => void create(),
    },
  ]);
  const teams = [...reference.teams.values()].filter((team) => team.active);
  return (
    <Dialog
      title="New ticket"
      width={620}
      onClose={onClose}
      aside={<span className="d sm">Kept as you type. Its number comes from the server.</span>}
      foot={
        <>
          {refused ? (
            <p className="new-refused grow" role="alert">
              {refused}
            </p>
          ) : (
            <span className="grow" />
          )}
          <Button
            kind="quiet"
            onClick={() => {
              store.drafts.write(null, DRAFT, '');
              onClose();
            }}
          >
            Throw away
          </Button>
          <Button keys="Escape" onClick={onClose}>
            Keep for later
          </Button>
          <Button kind="primary" keys="mod+Enter" onClick={() => void create()} disabled={sending}>
            Open P{priorityOf(reference.matrix, form.impact, form.urgency)} ticket
          </Button>
        </>
      }
    >
      <div className="new-form">
        <CallerField
          caller={form.caller}
          requesterId={form.requesterId}
          reference={reference}
          onChange={(caller, requesterId) => set({ caller, requesterId })}
        />
        {isUnknown(form) ? (
          <Field label="Phone to call back">
            {(id) => (
              <input
                id={id}
                className="input"
                type="tel"
                autoComplete="off"
                maxLength={60}
                value={form.callerPhone}
                onChange={(event) => set({ callerPhone: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field label="Subject" wide>
          {(id) => (
            <input
              id={id}
              className="input"
              maxLength={200}
              value={form.subject}
              onChange={(event) => set({ subject: event.target.value })}
            />
          )}
        </Field>
        <Field label="What they said" wide>
          {(id) => (
            <textarea
              id={id}
              className="input"
              rows={5}
              maxLength={60_000}
              value={form.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        <Select
          label="Kind"
          value={form.type}
          options={Object.entries(typeWord)}
          onChange={(type) => set({ type: type as Form['type'] })}
        />
        <Select
          label="Category"
          value={form.categoryId ?? ''}
          options={[
            ['', 'Not said yet'],
            ...[...reference.categories.values()].map((one) => [one.id, one.name] as const),
          ]}
          onChange={(value) => set({ categoryId: (value || null) as Form['categoryId'] })}
        />
        <Select
          label="Service"
          value={form.serviceId ?? ''}
          options={[
            ['', 'Not said yet'],
            ...[...reference.services.values()].map((one) => [one.id, one.name] as const),
          ]}
          onChange={(value) => set({ serviceId: (value || null) as Form['serviceId'] })}
        />
        <Levels label="Impact" value={form.impact} onChange={(impact) => set({ impact })} />
        <Levels label="Urgency" value={form.urgency} onChange={(urgency) => set({ urgency })} />
        <Select
          label="Team"
          value={form.teamId ?? ''}
          options={[['', 'Let routing choose'], ...teams.map((team) => [team.id, team.name] as const)]}
          onChange={(value) => set({ teamId: (value || null) as Form['teamId'] })}
        />
        <div className="new-mine">
          <label>
            <input
              type="checkbox"
              checked={mine}
              disabled={!landing.canHold}
              aria-describedby={landingId}
              onChange={(event) => set({ mine: event.target.checked })}
            />
            I hold it
          </label>
          <span id={landingId} className="d sm" role="status">
            {landing.says}
          </span>
        </div>
      </div>
    </Dialog>
  );
}

/** Somebody in no list: their number is asked for, and kept with the name. */
function isUnknown({ requesterId, caller, callerPhone }: Form): boolean {
  return requesterId === null && (caller.trim() !== '' || callerPhone !== '');
}

function Field({
  label,
  wide = false,
  children,
}: {
  label: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Levels({ label, value, onChange }: { label: string; value: Level; onChange: (level: Level) => void }) {
  const name = useId();
  return (
    <fieldset className="field levels">
      <legend>{label}</legend>
      <div className="segments">
        {levels.map((level) => (
          <label key={level} className={level === value ? 'on' : undefined}>
            <input type="radio" name={name} checked={level === value} onChange={() => onChange(level)} />
            {levelWord[level]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
