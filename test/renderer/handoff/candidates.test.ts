import { describe, expect, it } from 'vitest';
import { candidatesFor, loadsOf, seesWorkOf } from '../../../renderer/handoff/candidates.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';
import {
  applications,
  id,
  ines,
  MINUTE,
  MONDAY,
  mirelOf,
  network,
  offered,
  platform,
  ruben,
  sampleTicket,
} from '../ticket/sample.ts';

describe('where a ticket can go', () => {
  it('[TO1] the next tier with the skill comes first and is suggested, then others with it, then those without', () => {
    const { ticket, reference } = sampleTicket();
    const found = candidatesFor(ticket, reference);
    expect(found.map(({ team, suggested }) => [team.id, suggested])).toEqual([
      [network, true],
      [platform, false],
      [applications, false],
    ]);
  });

  it('[TO2] says which skill a team lacks and which it holds', () => {
    const { ticket, reference } = sampleTicket();
    const found = new Map(candidatesFor(ticket, reference).map((candidate) => [candidate.team.id, candidate]));
    expect(found.get(network)).toMatchObject({ holds: 'vpn', lacking: null });
    expect(found.get(applications)).toMatchObject({ holds: null, lacking: 'vpn' });
  });

  it('[TO3] without a category nothing is suggested and nothing is lacking', () => {
    const { ticket, reference } = sampleTicket().next(MONDAY + MINUTE, ines, {
      type: 'categorise',
      body: { categoryId: null, serviceId: null },
    });
    const found = candidatesFor(ticket, reference);
    expect(found.every(({ suggested, lacking }) => !suggested && lacking === null)).toBe(true);
    expect(found[0]?.tier.rank).toBe(2);
  });

  it('[TO4] the team that holds it is never offered, one that held it before says so', () => {
    const sample = sampleTicket()
      .next(MONDAY + MINUTE, ines, offered(1, { teamId: network }))
      .next(MONDAY + 2 * MINUTE, ruben, {
        type: 'acceptHandoff',
        body: { escalationId: id(700_001), goal: 'Mine now.' },
      });
    const found = candidatesFor(sample.ticket, sample.reference);
    expect(found.some(({ team }) => team.id === network)).toBe(false);
    expect(found.find(({ team }) => team.tierId === id(21))?.heldBefore).toBe(true);
  });

  it('[TO5] people are those who work there, by name, without mere lookers-on', () => {
    const { ticket, reference } = sampleTicket();
    const [first] = candidatesFor(ticket, reference);
    expect(first?.people.map(({ name }) => name)).toEqual(['Mirel Aslan', 'Ruben Halle']);
  });

  it('[TO6] load counts open tickets; it is only whole where all of the team is seen', () => {
    const row = (personId: QueueRow['personId'], status: QueueRow['status']) => ({ personId, status }) as QueueRow;
    const loads = loadsOf([row(ruben, 'open'), row(ruben, 'resolved'), row(mirelOf, 'pending'), row(null, 'new')]);
    expect([loads.get(ruben), loads.get(mirelOf)]).toEqual([1, 1]);
    const { person } = sampleTicket();
    expect(seesWorkOf(person(ines), network)).toBe(false);
    expect(seesWorkOf(person(ruben), network)).toBe(true);
  });
});
