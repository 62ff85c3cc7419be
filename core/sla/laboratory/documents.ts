import { DocumentId, type Instant, TierId } from '../../ids.ts';
import type { TargetKind } from '../../ticket/target.ts';
import { targetKinds } from '../assess.ts';
import { ALWAYS, type Calendar } from '../calendar.ts';
import type { Policy, SlaDocuments, Span, Target } from '../policy.ts';
import type { Agenda } from './agenda.ts';
import type { Agendas } from './agendas.ts';
import type { ClocksQuestion, PolicyText, TargetText } from './question.ts';
import { tierNumber } from './story.ts';

/** The documents of a question, as the engine looks them up. */
export type Documents = SlaDocuments & {
  /** The question's own calendar. */
  main: Calendar;
  downtimes: Span[];
  current(): Policy;
  publish(text: PolicyText, at: Instant, field: string): void;
  /** What a calendar was made of; null for the one that is always open. */
  agenda(calendarId: DocumentId): Agenda | null;
  /** Where a target's amount stands in the question. */
  fieldOf(kind: TargetKind, policyVersion: number): string;
};

/** `life`: the stretch in which the ticket's clocks run; calendars are compiled for it. */
export function createDocuments(
  { calendar, policy, tiers = {} }: ClocksQuestion,
  agendas: Agendas,
  life: { from: Instant; to: Instant },
): Documents {
  const calendars = new Map<DocumentId, { calendar: Calendar; agenda: Agenda }>();
  const add = (text: ClocksQuestion['calendar'], field: string): Calendar => {
    const agenda = agendas.of(text, field);
    const drawn = agenda.around(life.from, life.to);
    const known = calendars.get(drawn.id);
    if (known) return known.calendar;
    calendars.set(drawn.id, { calendar: drawn, agenda });
    return drawn;
  };
  const main = add(calendar, 'calendar');
  const shifts = new Map<number, Calendar>();
  for (const [tier, text] of Object.entries(tiers)) shifts.set(Number(tier), add(text, `tiers.${tier}`));

  const targetOf = (kind: TargetKind, text: TargetText, field: string): Target => {
    const { seconds, pauseIn = [], warnAt = [], calendar: own = null } = text;
    return {
      kind,
      amounts: { 1: seconds, 2: seconds, 3: seconds, 4: seconds },
      calendarId: own === 'always' ? 'always' : own ? add(own, `${field}.calendar`).id : main.id,
      pausesOn: pauseIn,
      warnings: warnAt,
    };
  };
  const versions: Policy[] = [];
  const fields: string[] = [];
  const documents: Documents = {
    main,
    get policies() {
      return versions.slice(-1);
    },
    policy: (_, version) => versions[version - 1] ?? null,
    calendar: (id) => calendars.get(id)?.calendar ?? null,
    calendarVersion: (id) => (id === ALWAYS.id ? ALWAYS : (calendars.get(id)?.calendar ?? null)),
    tierOf: (teamId) => TierId.parse(teamId),
    teamCalendar: (teamId) => shifts.get(tierNumber(teamId)) ?? main,
    organisationCalendar: () => null,
    downtimes: [],
    current: () => versions.at(-1) as Policy,
    publish(text, at, field) {
      const targets = targetKinds.flatMap((kind) => {
        const target = text.targets[kind];
        return target ? [targetOf(kind, target, `${field}.targets.${kind}`)] : [];
      });
      versions.push({ ...noPolicy, version: versions.length + 1, at, targets });
      fields.push(field);
    },
    agenda: (id) => calendars.get(id)?.agenda ?? null,
    fieldOf: (kind, version) => `${fields[version - 1] ?? 'policy'}.targets.${kind}.seconds`,
  };
  documents.publish(policy, 0, 'policy');
  return documents;
}

const noPolicy: Policy = {
  id: DocumentId.parse('00000000-0000-4000-8000-000000000099'),
  version: 1,
  by: null,
  at: 0,
  name: 'Policy',
  order: 0,
  match: { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] },
  targets: [],
  retired: false,
};
