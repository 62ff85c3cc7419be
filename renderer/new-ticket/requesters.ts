import type { OrganisationId, RequesterId } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';

export type Caller = { id: RequesterId; name: string; email: string; phone: string; organisation: string | null };

const AT_MOST = 7;

/** Whom the typed words could mean: by name, mail, phone (digits only count) or organisation; names that begin so come first. */
export function callersFor(text: string, reference: Pick<Reference, 'requesters' | 'organisations'>): Caller[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const digits = text.replace(/\D/g, '');
  const found: { caller: Caller; rank: number }[] = [];
  for (const { id, name, email, phone, organisationId } of reference.requesters.values()) {
    const organisation = nameOf(organisationId, reference);
    const hay = `${name} ${email} ${organisation ?? ''}`.toLowerCase();
    const byPhone = digits.length >= 4 && phone.replace(/\D/g, '').includes(digits);
    if (!byPhone && !words.every((word) => hay.includes(word))) continue;
    const begins = name.toLowerCase().startsWith(words[0] ?? '');
    found.push({ caller: { id, name, email, phone, organisation }, rank: byPhone || begins ? 0 : 1 });
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.caller.name.localeCompare(b.caller.name, 'en'))
    .slice(0, AT_MOST)
    .map(({ caller }) => caller);
}

function nameOf(id: OrganisationId | null, reference: Pick<Reference, 'organisations'>): string | null {
  return (id && reference.organisations.get(id)?.name) || null;
}
