import type { AgentGroup, AgentLine } from '#core/board/agents.ts';
import type { PersonId } from '#core/ids.ts';
import { urgencyOf } from '#core/sla/urgency.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { useMe } from '../ui/context.tsx';
import { Figure } from '../ui/Figure.tsx';
import { countOf, durationOf, roughly } from '../ui/format.ts';
import { wallLeft } from '../ui/left.ts';
import { useRoving } from '../ui/roving.ts';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { Load } from './Load.tsx';
import { Tile } from './Tile.tsx';

/** Everybody of these teams: what they do now, how much they hold, what of it breaches first. */
export function Agents({
  groups,
  chosen,
  onChoose,
}: {
  groups: readonly AgentGroup[];
  chosen: PersonId | null;
  onChoose: (personId: PersonId) => void;
}) {
  const all = groups.flatMap((group) => group.agents);
  const { ref, onKeyDown, stop } = useRoving<HTMLDivElement>(all.length);
  let index = -1;
  return (
    <Tile title="Agents" aside={countsOf(all)} className="agents-tile">
      <div className="agent head" aria-hidden="true">
        <span />
        <span>Agent</span>
        <span>Now</span>
        <span>Load of limit</span>
        <span />
        <span className="end">Nearest clock</span>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside */}
      <div ref={ref} onKeyDown={onKeyDown} className="agents">
        {groups.map((group) => (
          <section key={group.teamId} aria-label={group.name}>
            <h3 className="agent-group">
              {group.name}
              <span className="d">{hereOf(group)}</span>
            </h3>
            {group.agents.length === 0 ? <p className="d sm">Nobody works in this team yet.</p> : null}
            {group.agents.map((agent) => {
              index += 1;
              return (
                <button
                  key={agent.personId}
                  type="button"
                  className="agent"
                  aria-pressed={chosen === agent.personId}
                  onClick={() => onChoose(agent.personId)}
                  {...stop(index)}
                >
                  <Agent agent={agent} />
                </button>
              );
            })}
          </section>
        ))}
      </div>
    </Tile>
  );
}

function Agent({ agent }: { agent: AgentLine }) {
  const me = useMe();
  return (
    <>
      <Avatar name={agent.name} me={agent.personId === me.id} provisional={agent.unconfirmed} large />
      <span className="ell md">{agent.name}</span>
      <Now agent={agent} />
      <Load load={agent.load} waiting={agent.waiting} limit={agent.limit} unconfirmed={agent.unconfirmed} />
      <Nearest agent={agent} />
    </>
  );
}

function Now({ agent }: { agent: AgentLine }) {
  const now = useNow();
  const { presence, state, looksAt } = agent;
  const since = presence && state !== 'here' ? ` ${roughly(Math.max(0, now - presence.since))}` : '';
  const unsent = presence?.unsent ?? 0;
  return (
    <span className="now ell">
      <span className={`dot ${state}`} aria-hidden="true" />
      {state === 'unknown' ? 'not known' : `${state}${since}`}
      {looksAt !== null && state === 'here' ? (
        <span className="d">
          {looksAt}
          {presence?.writing ? ', writing' : ''}
        </span>
      ) : null}
      {unsent > 0 ? <span className="d">{unsent} unsent</span> : null}
    </span>
  );
}

function Nearest({ agent }: { agent: AgentLine }) {
  const now = useNow();
  if (!agent.nearest) return <span className="nearest d">{agent.unconfirmed ? 'unconfirmed' : 'none'}</span>;
  const { target } = agent.nearest;
  const urgency = urgencyOf(target, now);
  const left = wallLeft(target, now);
  return (
    <span className={`nearest ${urgencyClass(urgency)}`} title={`${urgency}, ${durationOf(left)}`}>
      <UrgencyShape urgency={urgency} label />
      <Figure ms={left} />
    </span>
  );
}

/** Whoever is not known to be here is not said to be away. */
function hereOf({ here, agents }: AgentGroup): string {
  const unknown = agents.filter(({ state }) => state === 'unknown').length;
  if (unknown === agents.length) return countOf(agents.length, 'agent');
  return `${here} of ${agents.length} here${unknown > 0 ? `, ${unknown} not known` : ''}`;
}

function countsOf(agents: readonly AgentLine[]): string {
  const people = [...new Map(agents.map((agent) => [agent.personId, agent])).values()];
  const count = (...states: AgentLine['state'][]) => people.filter(({ state }) => states.includes(state)).length;
  const unknown = count('unknown');
  if (unknown > 0 && unknown === people.length) return 'not known who is here';
  const heard = `${count('here')} here, ${count('away', 'locked')} away or locked, ${count('offline')} offline`;
  return unknown > 0 ? `${heard}, ${unknown} not known` : heard;
}
