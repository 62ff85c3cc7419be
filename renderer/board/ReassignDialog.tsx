import { Select, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AgentLine } from '#core/board/agents.ts';
import { prepare } from '#core/board/prepare.ts';
import { PersonId, TeamId, type TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { useOnce } from '../ticket/use-once.ts';
import { saysHere } from '../ticket/wording.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { useLive, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';

/** Across teams without an offer: for who has that right, with a reason. Shows who is here and how full they are. */
export function ReassignDialog({ ticketId, onClose }: { ticketId: TicketId; onClose: () => void }) {
  const store = useStore();
  const reference = useReference();
  const announce = useAnnounce();
  const row = store.queue.row(ticketId);
  const offered = useOffered(ticketId);
  const [chosen, setTeamId] = useState<string | null>(null);
  const teamId = chosen ?? offered;
  const [personId, setPersonId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [says, setSays] = useState<string | null>(null);
  const agents = useAgents(teamId);

  const { once } = useOnce();
  const reassign = () => once(moveIt);

  async function moveIt() {
    const team = TeamId.safeParse(teamId);
    if (!team.success) return setSays('Choose the team that holds it from now on.');
    if (!reason.trim()) return setSays('Say why it moves.');
    const person = personId ? PersonId.parse(personId) : null;
    const answer = await store.dispatch(ticketId, {
      type: 'reassign',
      body: { teamId: team.data, personId: person, reason: reason.trim() },
    });
    if (isRefusal(answer)) return setSays(saysHere(answer, (at) => clockOf(at, store.me.zone)));
    announce(`Reassigned to ${(person && reference.people.get(person)?.name) ?? reference.teams.get(team.data)?.name}`);
    onClose();
  }

  useActions([
    {
      id: 'board.reassign.confirm',
      label: 'Reassign',
      group: 'Board',
      keys: ['mod+Enter'],
      scope: 'dialog',
      whileTyping: true,
      run: () => void reassign(),
    },
  ]);

  return (
    <Dialog
      title={`Reassign ${row?.number ?? 'ticket'}`}
      aside={<span className="d ell">{row?.subject}</span>}
      width={480}
      onClose={onClose}
      foot={
        <>
          {says ? (
            <p className="u-breached sm grow" role="alert">
              {says}
            </p>
          ) : null}
          <Button kind="quiet" keys="Escape" onClick={onClose}>
            Leave it
          </Button>
          <Button kind="primary" keys="mod+Enter" onClick={() => void reassign()}>
            Reassign
          </Button>
        </>
      }
    >
      <div className="reassign">
        <Select
          label="Team"
          data-autofocus
          openOnFocus={false}
          searchable
          value={teamId}
          onChange={(value) => {
            setTeamId(value);
            setPersonId(null);
          }}
          data={[...reference.teams.values()]
            .filter((team) => team.active)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label="Person"
          placeholder="the team, whoever takes it"
          clearable
          openOnFocus={false}
          searchable
          value={personId}
          onChange={setPersonId}
          data={agents.map((agent) => ({ value: agent.personId, label: `${agent.name}, ${standing(agent)}` }))}
        />
        <Textarea
          label="Why it moves"
          description="Everybody sees it in the timeline."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}

/** Where it was offered last, else where it is. */
function useOffered(ticketId: TicketId): string | null {
  const view = useLive(useStore().ticket(ticketId));
  if (view === null || view === 'loading') return null;
  return view.ticket.escalations.at(-1)?.to.teamId ?? view.ticket.accountable.teamId;
}

function useAgents(teamId: string | null): readonly AgentLine[] {
  const store = useStore();
  const reference = useReference();
  const rows = useLive(store.queue);
  const people = useLive(store.presence);
  const live = useLive(store.sync).state === 'live';
  return useMemo(() => {
    const team = TeamId.safeParse(teamId);
    if (!team.success) return [];
    const presence = live ? people : null;
    return prepare({ tickets: rows, presence, reference, teamIds: [team.data] }).agents.flatMap(
      (group) => group.agents,
    );
  }, [teamId, rows, people, live, reference]);
}

function standing({ state, load, limit }: AgentLine): string {
  return `${state === 'unknown' ? 'presence not known' : state}, ${load} of ${limit}`;
}
