import { Hello, PROTOCOL } from '#core/sync/protocol.ts';
import { VERSION } from '../version.ts';
import { demoPeople } from './demo-people.ts';
import { isAskedOnLoopback } from './doors.ts';
import type { RouteParts, Routes } from './routes.ts';
import { roleOf } from './signed-in.ts';

/** Who this server is. The people of the demo are named only to who asks on this machine. */
export function helloRoute(app: Routes, { config, workspace, reference, clock }: RouteParts): void {
  app.get('/api/hello', { schema: { response: { 200: Hello } } }, async (request): Promise<Hello> => {
    const { data } = await reference.current();
    const people = config.demo && isAskedOnLoopback(request.raw) ? demoPeople(data.people) : [];
    return {
      protocol: PROTOCOL,
      serverId: workspace.serverId,
      epoch: workspace.epoch,
      workspace: data.workspace,
      version: VERSION,
      serverTime: clock.now(),
      demo: people.map((person) => ({
        id: person.id,
        name: person.name,
        email: person.email,
        role: roleOf(person, data),
      })),
    };
  });
}
