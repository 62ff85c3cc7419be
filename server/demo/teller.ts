import { playerOf } from './cast.ts';
import { type Chance, pick } from './chance.ts';
import type { Row } from './cut.ts';
import type { TeamName } from './people.ts';
import type { Part } from './staging.ts';
import type { Act, Step, When } from './step.ts';
import type { Story } from './wording.ts';

/** Which teams can hold which category. */
export type Skills = (team: TeamName, category: string) => boolean;

const OFFERS_AT_MOST = 3;

/** Said where a story runs out of words before its incident runs out of rows. */
const spare = {
  replies: [
    'Just a word so that you know: we are on it, and I write again as soon as there is news.',
    'Thank you for your patience. The next step is planned, and I will tell you how it went.',
    'I have asked the colleagues who know this best. You will hear from me either way.',
  ],
  answers: [
    'Thank you. It is still the same here.',
    'I tried it again just now and it is no different.',
    'Is there any news? We can live with it today, but not much longer.',
  ],
  returns: [
    'We looked: nothing on our side changed and our logs are clean. This needs the other specialists.',
    'Wrong door, sorry. The symptoms point to another team; our checks are in the note.',
  ],
};

/**
 * Tells a ticket step by step and keeps it consistent: somebody holds it before anybody works on it, waiting ends
 * before it goes on, and a team without the skill gives an offer back.
 */
export function createTeller(part: Part, story: Story, skills: Skills, chance: Chance) {
  const steps: Step[] = [];
  let team: TeamName = part.team;
  let holder: string | null = null;
  let waitsOn: 'requester' | 'vendor' | null = null;
  let resolved = false;
  let answered = false;
  /** Whether the last public word is the requester's. */
  let owed = true;
  let offers = 0;
  const left = { replies: story.replies.slice(0, -1), answers: [...story.answers], notes: [...story.notes] };

  const anotherReply = inTurn(spare.replies, chance);
  const anotherAnswer = inTurn(spare.answers, chance);

  const add = (act: Act, when: When, claims?: number) => {
    steps.push({ ...act, when, ...(claims === undefined ? {} : { claims }) });
  };
  const cast = (where: TeamName, resolver: string) =>
    part.holder && where === part.team ? part.holder : playerOf(where, resolver, chance());
  const soon = (): When => {
    const late = chance() < 0.07;
    return { of: answered ? 'nextResponse' : 'firstResponse', share: late ? 1.15 : 0.1 + chance() * 0.7 };
  };

  const teller = {
    steps,
    team: () => team,
    waitsOn: () => waitsOn,

    open(row: Row, where: TeamName) {
      team = where;
      add({ do: 'open', team, impact: row.impact, urgency: row.urgency }, { log: 0 });
    },
    take(resolver: string) {
      if (holder) return;
      holder = cast(team, resolver);
      add({ do: 'take', person: holder }, { minutes: 1 + chance() * 6 });
    },
    assign(resolver: string, when: When) {
      const person = cast(team, resolver);
      if (!holder || person === holder) return;
      add({ do: 'assign', person }, when);
      holder = person;
    },
    prioritise(row: Row, when: When) {
      teller.take(row.resolver);
      add({ do: 'prioritise', impact: row.impact, urgency: row.urgency }, when);
    },
    reply(when: When, thenWait = false, claims?: number) {
      add({ do: 'reply', text: left.replies.shift() ?? anotherReply(), thenWait }, when, claims);
      answered = true;
      owed = false;
      if (thenWait) waitsOn = 'requester';
    },
    replyIfOwed() {
      if (owed) teller.reply(soon());
    },
    answer(when: When) {
      add({ do: 'answer', text: left.answers.shift() ?? anotherAnswer() }, when);
      owed = true;
      resolved = false;
      if (waitsOn === 'requester') waitsOn = null;
    },
    note(when: When) {
      const text = left.notes.shift();
      if (text) add({ do: 'note', text }, when);
    },
    hold(when: When) {
      add({ do: 'hold' }, when);
      waitsOn = 'vendor';
    },
    /** Whatever it waited for has come, or it was thought done and is not. */
    goOn(when: When) {
      if (waitsOn === 'requester' || resolved) teller.answer(when);
      if (waitsOn === 'vendor') add({ do: 'resume' }, when);
      waitsOn = null;
    },
    /** Another group of the log: an offer, accepted, or given back by a team that can't hold such a ticket. */
    handOff(row: Row, to: TeamName, when: When) {
      if (offers >= OFFERS_AT_MOST && to !== part.team) return;
      offers += 1;
      teller.take(row.resolver);
      if (waitsOn !== 'requester') teller.replyIfOwed();
      teller.note({ minutes: 5 + chance() * 20 });
      const able = skills(to, story.category);
      const person = cast(to, row.resolver);
      const named = chance() < 0.5 ? person : null;
      teller.offer(to, named, when);
      if (able || to === part.team || to === 'Service Desk L1') {
        add({ do: 'accept', person, goal: `Ours now: ${lower(story.packet.asked)}.` }, { minutes: 2 + chance() * 14 });
        team = to;
        holder = person;
      } else {
        add({ do: 'return', person, note: pick(spare.returns, chance) }, { minutes: 3 + chance() * 12 });
      }
    },
    offer(to: TeamName, person: string | null, when: When) {
      const override = skills(to, story.category)
        ? null
        : to === 'Service Desk L1'
          ? 'The fault is found; please see it through with the requester.'
          : "We can't tell yet whose it is, and the first signs point here.";
      add({ do: 'offer', team: to, person, override }, when);
    },
    resolve(row: Row, when: When) {
      if (resolved) return;
      teller.take(row.resolver);
      teller.goOn(when);
      const last = story.replies.at(-1);
      add({ do: 'reply', text: last ?? anotherReply(), thenWait: false }, owed ? { minutes: 8 } : when);
      add({ do: 'resolve', note: story.solution }, { minutes: 1 });
      answered = true;
      owed = false;
      resolved = true;
    },
    close(when: When) {
      add({ do: 'close' }, when);
    },
  };
  return teller;
}
export type Teller = ReturnType<typeof createTeller>;

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** One after the other, so that nobody says the same twice in a row. */
function inTurn(list: readonly string[], chance: Chance): () => string {
  let at = Math.floor(chance() * list.length);
  return () => list[at++ % list.length] ?? '';
}
