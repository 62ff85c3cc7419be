import type { ReferenceData } from '#core/workspace/reference.ts';
import type { TabProps } from './AdminPage.tsx';
import { amountText } from './amounts.ts';
import { MasterDetail } from './MasterDetail.tsx';
import { matchWords } from './match-words.ts';
import { newestOf } from './newest.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { opener } from './use-open.ts';

type Policy = ReferenceData['policies'][number];

/** SLA policies in the order in which they are tried: the first that matches a ticket holds. */
export function PoliciesTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('policies');
  const items = newestOf(data.policies).sort(
    (a, b) => Number(a.retired) - Number(b.retired) || a.order - b.order || a.id.localeCompare(b.id, 'en'),
  );
  const policy = items.find((one) => one.id === open) ?? null;
  return (
    <MasterDetail
      label="SLA policies"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="New policy"
      columns="36px minmax(118px, 1.4fr) minmax(60px, 1fr) 120px 44px"
      head={['Order', 'Name', 'Matches', 'Resolve, P1 to P4', '']}
      empty="No policy yet: tickets have no clocks."
      row={(one) => (
        <>
          <span className="m">{one.order}</span>
          <span className="ell md">{one.name}</span>
          <span className="ell m">{matchWords(one.match, data)}</span>
          <span className="m ell">{resolveWords(one)}</span>
          <span className="d">{one.retired ? 'retired' : `v${one.version}`}</span>
        </>
      )}
      detail={
        open === 'new' || policy ? (
          <PolicyForm key={open} policy={policy} order={(items.at(-1)?.order ?? 0) + 1} data={data} onClose={onClose} />
        ) : null
      }
    />
  );
}

function resolveWords({ targets }: Policy): string {
  const amounts = targets.find((target) => target.kind === 'resolution')?.amounts;
  return amounts
    ? [amounts[1], amounts[2], amounts[3], amounts[4]].map((one) => amountText(one) || '–').join(' · ')
    : 'none';
}
