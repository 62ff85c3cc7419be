import { dele, ines, monday, reference, ruben } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import type { Court } from './convergence.ts';

/** The small authority in memory. */
export function createSmallCourt(): Court {
  let now = monday + 1_000;
  const authority = createAuthority(reference(), () => now);
  return {
    serverId: authority.serverId,
    people: [ines, dele, ruben],
    now: () => now,
    pass(ms) {
      now += ms;
    },
    direct: authority.direct,
    visibleTo: async (person) => authority.visibleTo(person),
    effects: async (id) => ({
      commandId: authority
        .events(id)
        .map((event) => event.commandId)
        .join(' '),
      messages: authority.messages(id).map((message) => message.id),
    }),
  };
}
