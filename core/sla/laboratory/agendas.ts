import { DocumentId } from '../../ids.ts';
import { type Agenda, createAgenda, type Zones } from './agenda.ts';
import { drawingOf } from './drawing.ts';
import type { CalendarText } from './question.ts';

/** Calendars as typed, each drawn once for as long as there is room. */
export type Agendas = { of(text: CalendarText, field: string): Agenda };

/** Intervals, and about as many characters, before everything is let go: some ten megabytes. */
const ROOM = 400_000;

const kept = new WeakMap<Zones, Agendas>();

/** The agendas made with these zones. */
export function agendasOf(zones: Zones): Agendas {
  const known = kept.get(zones) ?? createAgendas(zones);
  kept.set(zones, known);
  return known;
}

/** People ask about one calendar again and again: it is known by its text. */
function createAgendas(zones: Zones): Agendas {
  const known = new Map<string, Agenda>();
  let size = 0;
  let made = 0;
  return {
    of(text, field) {
      const key = JSON.stringify(text);
      const found = known.get(key);
      if (found) return found;
      const drawing = drawingOf(text, field, zones.known);
      if (size > ROOM) {
        known.clear();
        size = 0;
      }
      made += 1;
      size += key.length / 8;
      const id = DocumentId.parse(`00000000-0000-4000-8000-${String(1_000 + made).padStart(12, '0')}`);
      const agenda = createAgenda(drawing, id, zones, (intervals) => {
        size += intervals;
      });
      known.set(key, agenda);
      return agenda;
    },
  };
}
