import { ReferenceData } from '#core/workspace/reference.ts';
import type { RouteParts, Routes } from './routes.ts';

/** People, teams and documents: every console holds them whole. */
export function referenceRoute(app: Routes, { reference, door }: RouteParts): void {
  app.get('/api/reference', { schema: { response: { 200: ReferenceData } } }, async (request) => {
    await door(request);
    return (await reference.current()).data;
  });
}
