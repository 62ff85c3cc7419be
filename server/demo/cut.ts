import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Level, Priority } from '#core/ticket/history.ts';

/** One state of one incident, as the log has it. `after`: minutes since the incident was opened. */
export type Row = {
  state: 'New' | 'Active' | 'Awaiting User Info' | 'Awaiting Problem' | 'Resolved' | 'Closed';
  after: number;
  group: string;
  resolver: string;
  impact: Level;
  urgency: Level;
  priority: Priority;
};

/** A real incident: its rhythm, its hand-overs and how it ended. No words and no names are in the log. */
export type Incident = { number: string; inTarget: boolean; rows: Row[] };

const digit = z.coerce.number<string>();
const Line = z.object({
  number: z.string(),
  state: z.enum(['New', 'Active', 'Awaiting User Info', 'Awaiting Problem', 'Resolved', 'Closed']),
  opened_at: z.string(),
  updated_at: z.string(),
  impact: digit.pipe(Level),
  urgency: digit.pipe(Level),
  priority: digit.pipe(Priority),
  group: z.string(),
  assigned_to: z.string(),
  made_sla: z.enum(['TRUE', 'FALSE']),
});

/** `resources/demo/uci-incident-cut.csv`; its columns are told in the README beside it. */
export function readCut(csv: string): Incident[] {
  const incidents = new Map<string, Incident>();
  for (const line of z.array(Line).parse(parse(csv, { columns: true, skip_empty_lines: true }))) {
    const incident = incidents.get(line.number) ?? { number: line.number, inTarget: true, rows: [] };
    incidents.set(line.number, incident);
    incident.inTarget = line.made_sla === 'TRUE';
    incident.rows.push({
      state: line.state,
      after: minutesBetween(line.opened_at, line.updated_at),
      group: line.group,
      resolver: line.assigned_to,
      impact: line.impact,
      urgency: line.urgency,
      priority: line.priority,
    });
  }
  return [...incidents.values()];
}

/** The log's times carry no zone; only their distances matter here. */
function minutesBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000);
}
