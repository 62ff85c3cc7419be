import { z } from 'zod';
import { isZone } from '../db/zones.ts';
import type { FileProblem } from './problem.ts';

/** What a ticket takes from a line. */
export const takes = [
  'externalId',
  'subject',
  'description',
  'type',
  'requesterEmail',
  'requesterName',
  'organisation',
  'priority',
  'impact',
  'urgency',
  'category',
  'service',
  'team',
  'assignee',
  'status',
  'waitingOn',
  'openedAt',
  'resolvedAt',
  'tags',
] as const;
export type Take = (typeof takes)[number];

const columns = z.partialRecord(z.enum(takes), z.string().min(1));
const values = z.partialRecord(z.enum(takes), z.record(z.string(), z.string()));

/** `--map file.json`: which column is what, what its words mean here, and how it writes times. All of it optional. */
export const MappingFile = z.strictObject({
  /** Where the file comes from: part of every id, so that two systems may use the same numbers. */
  source: z.string().trim().min(1).max(60).optional(),
  columns: columns.optional(),
  /** Words of the file → words of Tierline, e.g. `{"status": {"In Arbeit": "open"}}`. */
  values: values.optional(),
  /** Columns that are kept with the ticket under a name of their own. */
  fields: z.record(z.string().min(1), z.string().min(1).max(60)).optional(),
  /** How `03/04/2026` is meant. Times as in ISO 8601 need nothing. */
  dates: z.enum(['iso', 'dayFirst', 'monthFirst']).optional(),
  /** The zone of times that carry none. */
  zone: z.string().refine(isZone, 'is no time zone, such as Europe/Berlin').optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
});
export type MappingFile = z.infer<typeof MappingFile>;

export type Mapping = {
  source: string;
  columns: ReadonlyMap<Take, string>;
  values: MappingFile['values'];
  fields: ReadonlyMap<string, string>;
  dates: 'iso' | 'dayFirst' | 'monthFirst';
  zone: string;
};

/** Names under which a column is found without a mapping: small letters, without spaces, dots and dashes. */
const usual: Record<Take, readonly string[]> = {
  externalId: ['externalid', 'id', 'number', 'ticket', 'ticketid', 'key', 'issuekey'],
  subject: ['subject', 'title', 'summary', 'shortdescription'],
  description: ['description', 'text', 'body', 'details'],
  type: ['type', 'issuetype', 'tickettype'],
  requesterEmail: ['requesteremail', 'email', 'calleremail', 'reporteremail', 'requester'],
  requesterName: ['requestername', 'caller', 'callername', 'reporter', 'reportername', 'name'],
  organisation: ['organisation', 'organization', 'company', 'customer'],
  priority: ['priority', 'prio'],
  impact: ['impact'],
  urgency: ['urgency'],
  category: ['category'],
  service: ['service', 'businessservice'],
  team: ['team', 'group', 'assignmentgroup', 'queue'],
  assignee: ['assignee', 'assignedto', 'owner', 'holder'],
  status: ['status', 'state'],
  waitingOn: ['waitingon'],
  openedAt: ['openedat', 'opened', 'createdat', 'created', 'openeddate', 'creationdate'],
  resolvedAt: ['resolvedat', 'resolved', 'closedat', 'closed'],
  tags: ['tags', 'labels'],
};

/** Which column of this file is what. A mapped column that isn't there, or no subject at all, is a problem of the file. */
export function mappingFor(header: readonly string[], file: MappingFile): Mapping | FileProblem {
  const found = new Map<Take, string>();
  for (const take of takes) {
    const mapped = file.columns?.[take];
    if (mapped !== undefined && !header.includes(mapped)) return missing(mapped, header);
    const column = mapped ?? header.find((name) => usual[take].includes(plain(name)));
    if (column !== undefined) found.set(take, column);
  }
  for (const column of Object.keys(file.fields ?? {})) if (!header.includes(column)) return missing(column, header);
  if (!found.has('subject')) {
    const names = header.filter((name) => name !== '').join(', ');
    return {
      unreadable: `There is no column for the subject among: ${names}. Is the first line a header? Name the column with --map.`,
      line: 1,
    };
  }
  return {
    source: file.source ?? 'csv',
    columns: found,
    values: file.values,
    fields: new Map(Object.entries(file.fields ?? {})),
    dates: file.dates ?? 'iso',
    zone: file.zone ?? 'UTC',
  };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._-]/g, '');
}

function missing(column: string, header: readonly string[]): FileProblem {
  return { unreadable: `The mapping names the column "${column}", but the file has: ${header.join(', ')}.`, line: 1 };
}
