import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TierDraft } from '#core/admin/structure.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Tier } from '#core/workspace/team.ts';
import type { TabProps } from './AdminPage.tsx';
import { amountText, secondsOf } from './amounts.ts';
import { Form } from './Form.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { errorAt, useAct } from './use-admin.ts';
import { opener } from './use-open.ts';

/** Support levels: what comes in, what goes out, and how fast an offer is taken. */
export function TiersTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('tiers');
  const items = [...data.tiers].sort((a, b) => a.rank - b.rank);
  const tier = items.find((one) => one.id === open) ?? null;
  const nameOf = (id: string | null) => items.find((one) => one.id === id)?.name;
  return (
    <MasterDetail
      label="Tiers"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="New tier"
      columns="32px minmax(80px, 1fr) minmax(80px, 1fr) 80px 66px"
      head={['Rank', 'Name', 'Next', 'Accept within', 'Packet bar']}
      empty="No tiers yet. Teams need one to be in."
      row={(one) => (
        <>
          <span className="m">{one.rank}</span>
          <span className="ell md">{one.name}</span>
          <span className="ell m">{nameOf(one.nextTierId) ?? 'the last'}</span>
          <span className="m">{amountText(one.acceptWithin)}</span>
          <span className="m">{one.packetBar} of 100</span>
        </>
      )}
      detail={open === 'new' || tier ? <TierForm key={open} tier={tier} data={data} onClose={onClose} /> : null}
    />
  );
}

const fields = ['name', 'rank', 'nextTierId', 'acceptWithin', 'packetBar', 'scope', 'entry', 'exit'];

function TierForm({ tier, data, onClose }: { tier: Tier | null; data: ReferenceData; onClose: () => void }) {
  const [draft, setDraft] = useState<TierDraft>(() => (tier ? withoutId(tier) : someTier(data)));
  const [within, setWithin] = useState(amountText(draft.acceptWithin));
  const [unreadable, setUnreadable] = useState(false);
  const change = (part: Partial<TierDraft>) => setDraft((before) => ({ ...before, ...part }));
  const act = useAct(
    (api, given: TierDraft) => api.saveTier(tier?.id ?? null, given),
    () => tier === null && onClose(),
  );
  const submit = () => {
    const acceptWithin = secondsOf(within);
    const bad = acceptWithin === 'bad' || acceptWithin === null;
    setUnreadable(bad);
    if (!bad) act.run({ ...draft, acceptWithin });
  };
  const at = (field: string) => ({ error: errorAt(act.problem, field) });
  const words = (key: 'scope' | 'entry' | 'exit', label: string, description: string) => (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={1}
      value={draft[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
      {...at(key)}
    />
  );
  return (
    <Form
      title={tier?.name ?? 'New tier'}
      fields={fields}
      problem={act.problem}
      busy={act.busy}
      submit={tier ? 'Save' : 'Create'}
      onSubmit={submit}
      onClose={onClose}
    >
      {tier && act.made ? (
        <p role="status" className="u-met sm">
          Saved.
        </p>
      ) : null}
      <div className="admin-pair">
        <TextInput
          label="Name"
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          {...at('name')}
        />
        <NumberInput
          label="Rank"
          description="1 is the front line."
          allowDecimal={false}
          value={draft.rank}
          onChange={(value) => change({ rank: Number(value) })}
          {...at('rank')}
        />
      </div>
      <Select
        label="Next tier"
        placeholder="none: this is the last"
        clearable
        openOnFocus={false}
        data={data.tiers.filter((one) => one.id !== tier?.id).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.nextTierId}
        onChange={(nextTierId) => change({ nextTierId: nextTierId as TierDraft['nextTierId'] })}
        {...at('nextTierId')}
      />
      <div className="admin-pair">
        <TextInput
          label="Accept within"
          description="Of the receiving team’s hours: 30m, 1h 30m."
          value={within}
          onChange={(event) => setWithin(event.currentTarget.value)}
          error={unreadable ? 'Give a time like 30m or 1h 30m.' : errorAt(act.problem, 'acceptWithin')}
        />
        <NumberInput
          label="Packet bar"
          description="Points of 100 that an offer needs."
          allowDecimal={false}
          value={draft.packetBar}
          onChange={(value) => change({ packetBar: Number(value) })}
          {...at('packetBar')}
        />
      </div>
      {words('scope', 'Scope', 'What this tier is for.')}
      {words('entry', 'Comes in with', 'Shown to who hands off.')}
      {words('exit', 'Leaves when', 'Solved, or what must be known to go on.')}
    </Form>
  );
}

function withoutId({ id: _, ...draft }: Tier): TierDraft {
  return draft;
}

function someTier(data: ReferenceData): TierDraft {
  const rank = Math.max(0, ...data.tiers.map((tier) => tier.rank)) + 1;
  return { name: '', rank, scope: '', entry: '', exit: '', packetBar: 60, acceptWithin: 1_800, nextTierId: null };
}
