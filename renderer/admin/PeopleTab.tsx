import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneTimeCode, PersonListed } from '#core/admin/people.ts';
import type { Person } from '#core/workspace/person.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { useMe } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import type { TabProps } from './AdminPage.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { PersonForm } from './PersonForm.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { useAdminApi } from './use-admin.ts';
import { opener } from './use-open.ts';

/** Who was invited signs in elsewhere: asked again this often (ms) while the list is looked at. */
const AGAIN = 10_000;

/** Everybody who works here, the active first. */
export function PeopleTab({ data, open }: TabProps) {
  const api = useAdminApi();
  const people = useQuery({
    queryKey: ['admin', 'people'],
    queryFn: api.people,
    networkMode: 'always',
    refetchInterval: AGAIN,
  });
  const [code, setCode] = useState<OneTimeCode | null>(null);
  const signIns = new Map(people.data?.people.map((one) => [one.person.id, one]));
  const { onOpen, onNew, onClose } = opener('people');
  const items = [...data.people].sort(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'en'),
  );
  const person = items.find((one) => one.id === open) ?? null;
  const named = code && items.find((one) => one.id === code.personId)?.name;
  return (
    <MasterDetail
      label="People"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="Invite"
      columns="24px minmax(96px, 1fr) minmax(84px, 1.4fr) 74px minmax(70px, 0.7fr)"
      head={['', 'Name', 'Teams', 'Open of limit', 'Last seen']}
      empty="Nobody yet. Invite the first colleague."
      row={(one) => <PersonRow person={one} signIn={signIns.get(one.id) ?? null} data={data} />}
      aside={
        code ? (
          <ShownOnce
            title={`One-time link for ${named ?? 'them'}`}
            says="Give it to them yourself. It sets their password, once, within seven days, and isn’t shown again."
            secret={code.link}
            onClose={() => setCode(null)}
          />
        ) : null
      }
      detail={
        open === 'new' || person ? (
          <PersonForm
            key={open}
            person={person}
            signIn={person ? (signIns.get(person.id) ?? null) : null}
            data={data}
            onCode={setCode}
            onClose={onClose}
          />
        ) : null
      }
    />
  );
}

function PersonRow({ person, signIn, data }: { person: Person; signIn: PersonListed | null; data: TabProps['data'] }) {
  const me = useMe();
  const now = useNow(60_000);
  const teams = person.memberships.map(({ teamId, role }) => {
    const name = data.teams.find((team) => team.id === teamId)?.name ?? 'a team that is gone';
    return role === 'agent' ? name : `${name} (${role})`;
  });
  const global = [person.administrator ? 'Administrator' : '', person.auditor ? 'Auditor' : ''].filter(Boolean);
  return (
    <>
      <Avatar name={person.name} me={person.id === me.id} />
      <span className="ell md">{person.name}</span>
      <span className="ell m">{[...global, ...teams].join(', ') || 'no team'}</span>
      <span className="m">{signIn ? `${signIn.openTickets} of ${person.workLimit}` : ''}</span>
      <span className="d ell">{standing(person, signIn, now, me.zone)}</span>
    </>
  );
}

function standing(person: Person, signIn: PersonListed | null, now: number, zone: string): string {
  if (!person.active) return 'deactivated';
  if (!signIn) return '';
  if (signIn.lastSeenAt !== null) return whenOf(Math.min(signIn.lastSeenAt, now), now, zone);
  return signIn.signIn === 'invited' ? 'invited' : 'signed out';
}
