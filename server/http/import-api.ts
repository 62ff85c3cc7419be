import { z } from 'zod';
import { bringIn, Report } from '../import/bring-in.ts';
import { MappingFile } from '../import/mapping.ts';
import { isUnreadable } from '../import/problem.ts';
import { createKeyring } from './api-keys.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

const MOST = 32 * 1024 * 1024;

/** A whole CSV, its bytes untouched, and how it is to be read. */
export const Import = z.strictObject({ csv: z.base64(), map: MappingFile.default({}) });

/** What `npm run import` asks of a running server, by API key. What it can't read is a 400, refused lines are in the report. */
export function importApi(app: Routes, parts: RouteParts): void {
  const keys = createKeyring(parts);
  const schema = { body: Import, response: { 200: Report } };
  app.post('/api/import', { onRequest: keys.needs('tickets.create'), bodyLimit: MOST, schema }, async ({ body }) => {
    const report = await bringIn(parts, Buffer.from(body.csv, 'base64'), body.map);
    if (isUnreadable(report)) throw new HttpProblem(400, 'unreadable', report.unreadable, 'csv');
    return report;
  });
}
