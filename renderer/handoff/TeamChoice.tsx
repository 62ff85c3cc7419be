import { useEffect, useRef } from 'react';
import type { TeamId } from '#core/ids.ts';
import { openAt, openHours } from '#core/sla/open-hours.ts';
import { briefly } from '../ticket/time.ts';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { EitherCap } from '../ui/EitherCap.tsx';
import { whenOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { isTextField } from '../ui/keymap.tsx';
import type { Candidate } from './candidates.ts';

/** Which team: what fits first, each with what it asks for. A team without the skill wants a reason. */
export function TeamChoice({
  candidates,
  chosen,
  override,
  onOverride,
  onChoose,
  lastHeld,
}: {
  candidates: readonly Candidate[];
  chosen: Candidate | null;
  override: string;
  onOverride: (reason: string) => void;
  onChoose: (teamId: TeamId) => void;
  lastHeld: (teamId: TeamId) => string | null;
}) {
  const list = useFocusOnChosen(chosen?.team.id ?? null);
  return (
    <fieldset className="choice" ref={list}>
      <legend className="choice-head">
        To <span className="grow" />
        <KeyCap keys="ArrowUp" />
        <KeyCap keys="ArrowDown" />
      </legend>
      {candidates.map((candidate, index) => {
        const { team } = candidate;
        const on = team.id === chosen?.team.id;
        return (
          <label key={team.id} className={on ? 'opt on' : 'opt'}>
            <input
              type="radio"
              name="handoff-team"
              checked={on}
              data-autofocus={on ? '' : undefined}
              onChange={() => onChoose(team.id)}
            />
            <span className="md">{team.name}</span>
            <span className="sm d row-f">
              <Aside candidate={candidate} /> {index < 9 ? <EitherCap keys={String(index + 1)} /> : null}
            </span>
            <span className="why">
              <Why candidate={candidate} held={lastHeld(team.id)} />
            </span>
          </label>
        );
      })}
      {chosen?.lacking ? (
        <label className="override">
          <span className="sm m">
            {chosen.team.name} doesn’t hold “{chosen.lacking}”. Say why all the same: <KeyCap keys="Tab" />
          </span>
          <input value={override} maxLength={500} onChange={(event) => onOverride(event.target.value)} />
        </label>
      ) : null}
    </fieldset>
  );
}

/**
 * Arrows move on from the team that is chosen, also where a number key or a kept draft chose it: there the focus follows.
 * Not out of a text: Alt and a number there change the team under the writing.
 */
function useFocusOnChosen(teamId: TeamId | null) {
  const list = useRef<HTMLFieldSetElement>(null);
  const before = useRef(teamId);
  useEffect(() => {
    if (before.current === teamId) return;
    before.current = teamId;
    if (!isTextField(document.activeElement)) list.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [teamId]);
  return list;
}

function Why({ candidate, held }: { candidate: Candidate; held: string | null }) {
  const { holds, lacking, tier } = candidate;
  if (lacking) return <>{held}</>;
  return (
    <>
      {holds ? (
        <>
          Holds <b className="md">{holds}</b>.{' '}
        </>
      ) : null}
      {tier.entry ? <>Entry: {tier.entry}. </> : null}
      {held}
    </>
  );
}

/** Suggested, closed until, or how long it may take to answer. */
function Aside({ candidate }: { candidate: Candidate }) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const calendar = reference.calendar(candidate.team.calendarId);
  const now = store.now();
  const hours = calendar && openAt(openHours(calendar), now);
  if (hours && !hours.open)
    return <>{hours.until === null ? 'Closed' : `Closed until ${whenOf(hours.until, now, me.zone)}`}</>;
  if (candidate.lacking) return <>lacks {candidate.lacking}</>;
  if (candidate.suggested) return <>Suggested</>;
  return <>answers within {briefly(candidate.tier.acceptWithin * 1000)}</>;
}
