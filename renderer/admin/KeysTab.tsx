import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type KeyDraft, type KeyListed, KeyScope } from '#core/admin/keys.ts';
import { Button } from '../ui/Button.tsx';
import { useMe } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import type { TabProps } from './AdminPage.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { SureButton } from './SureButton.tsx';
import { errorAt, useAct, useAdminApi } from './use-admin.ts';

const scopeWords: Record<KeyScope, string> = {
  'tickets.create': 'open tickets',
  'tickets.read': 'read tickets',
};

/** Keys with which other systems open tickets here. */
export function KeysTab({ data }: Pick<TabProps, 'data'>) {
  const api = useAdminApi();
  const keys = useQuery({ queryKey: ['admin', 'keys'], queryFn: api.keys, networkMode: 'always' });
  return (
    <section className="admin-single" aria-label="API keys">
      <h2>API keys</h2>
      <p className="m">
        For systems that open tickets here by themselves. Whoever has a key can do what it allows: treat it like a
        password.
      </p>
      <NewKey />
      <table className="admin-table">
        <thead>
          <tr>
            {['Name', 'Key', 'Can', 'Made', 'Last used'].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {keys.data?.keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} data={data} />
          ))}
        </tbody>
      </table>
      {keys.data?.keys.length === 0 ? <p className="d">No keys yet.</p> : null}
    </section>
  );
}

function NewKey() {
  const [draft, setDraft] = useState<KeyDraft>({ name: '', scopes: ['tickets.create'] });
  const [secret, setSecret] = useState<string | null>(null);
  const act = useAct(
    (api, given: KeyDraft) => api.makeKey(given),
    (made) => {
      setSecret(made.secret);
      setDraft({ name: '', scopes: ['tickets.create'] });
    },
  );
  const scopes = errorAt(act.problem, 'scopes');
  const name = errorAt(act.problem, 'name');
  return (
    <>
      <form
        className="admin-line key-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          act.run(draft);
        }}
      >
        <TextInput
          label="What is it for?"
          className="grow"
          value={draft.name}
          error={name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        {KeyScope.options.map((scope) => (
          <Checkbox
            key={scope}
            label={scopeWords[scope]}
            checked={draft.scopes.includes(scope)}
            error={scopes ? true : undefined}
            onChange={(event) => {
              const rest = draft.scopes.filter((one) => one !== scope);
              setDraft({ ...draft, scopes: event.currentTarget.checked ? [...rest, scope] : rest });
            }}
          />
        ))}
        <Button kind="primary" type="submit" disabled={act.busy}>
          Make a key
        </Button>
      </form>
      {act.problem && !name ? (
        <p className="u-breached sm" role="alert">
          {act.problem.message}
        </p>
      ) : null}
      {secret ? (
        <ShownOnce
          title="The new key"
          says="Put it where it is needed now. It isn’t shown again."
          secret={secret}
          onClose={() => setSecret(null)}
        />
      ) : null}
    </>
  );
}

function KeyRow({ apiKey, data }: { apiKey: KeyListed; data: TabProps['data'] }) {
  const now = useNow(60_000);
  const { zone } = useMe();
  const revoke = useAct((api) => api.revokeKey(apiKey.id));
  const by = data.people.find((person) => person.id === apiKey.by)?.name ?? 'somebody';
  return (
    <tr className={apiKey.revokedAt === null ? undefined : 'over'}>
      <th scope="row">{apiKey.name}</th>
      <td>
        <code>{apiKey.prefix}…</code>
      </td>
      <td>{apiKey.scopes.map((scope) => scopeWords[scope]).join(', ')}</td>
      <td>
        {whenOf(apiKey.madeAt, now, zone)}, {by}
      </td>
      <td>{apiKey.lastUsedAt === null ? 'never' : whenOf(apiKey.lastUsedAt, now, zone)}</td>
      <td className="end">
        {revoke.problem ? (
          <span className="u-breached sm" role="alert">
            {revoke.problem.message}
          </span>
        ) : null}
        {apiKey.revokedAt === null ? (
          <SureButton label="Revoke" sure="Ends for good. Press again" onSure={() => revoke.run(undefined)} />
        ) : (
          <span className="d">revoked {whenOf(apiKey.revokedAt, now, zone)}</span>
        )}
      </td>
    </tr>
  );
}
