import { describe, expect, it } from 'vitest';
import { decide } from '#core/commands/decide.ts';
import { isRefusal } from '#core/refusal.ts';
import { candidatesFor } from '../../../renderer/handoff/candidates.ts';
import { lackingIn, type OfferDraft, offerIntent, parseDraft } from '../../../renderer/handoff/offer.ts';
import { applications, HOUR, id, ines, MONDAY, network, ruben, sampleTicket } from '../ticket/sample.ts';

const draft: OfferDraft = {
  teamId: network,
  personId: ruben,
  reason: 'needsAccess',
  reasonNote: '',
  packet: {
    observed: 'Tunnel resets every 1,200 s.',
    tried: 'Restarted the gateway client.',
    asked: 'Petra confirms the times.',
    hypothesis: 'Key lifetimes disagree.',
    access: '',
    promisedUntil: MONDAY + HOUR,
  },
  skillOverride: '',
};
const sample = sampleTicket();
const candidates = candidatesFor(sample.ticket, sample.reference);
const of = (teamId: OfferDraft['teamId']) => candidates.find(({ team }) => team.id === teamId) ?? null;

describe('an offer before it is made', () => {
  it('[OFFER1] goes when team, reason and packet are there, and core agrees', () => {
    const intent = offerIntent(draft, of(network), id(700_001));
    if (!intent) throw new Error('nothing to offer');
    const command = {
      id: id<never>(77),
      v: 1 as const,
      ticketId: sample.ticket.id,
      consoleId: id<never>(9),
      seq: 1,
      made: { device: MONDAY, offset: 0, offsetError: 1, measuredAt: MONDAY, monotonic: 0, bootId: 's' },
      causeId: null,
      ...intent,
    };
    const by = { kind: 'person', person: sample.person(ines) } as const;
    const at = { effectiveAt: MONDAY + 1, recordedAt: MONDAY + 1, timing: 'exact' } as const;
    const answer = decide(sample.ticket, command, by, at, { reference: sample.reference, number: null });
    expect(isRefusal(answer)).toBe(false);
  });

  it('[OFFER2] names what is lacking: a reason, and the parts of the packet with their points', () => {
    const thin = { ...draft, reason: null, packet: { ...draft.packet, observed: '', tried: '' } };
    const said = lackingIn(thin, of(network)).join(' ');
    expect(said).toContain('Choose a reason.');
    expect(said).toContain('has 46 of the 70 points asked for');
    expect(said).toContain('add observed, tried');
    expect(offerIntent(thin, of(network), id(700_001))).toBeNull();
  });

  it('[OFFER3] a team without the skill wants a reason, and takes it along', () => {
    const other = { ...draft, teamId: applications, personId: null };
    expect(lackingIn(other, of(applications))[0]).toContain('doesn’t hold “vpn”');
    const argued = { ...other, skillOverride: 'They own the client.' };
    expect(offerIntent(argued, of(applications), id(1))?.body.skillOverride).toBe('They own the client.');
    expect(offerIntent({ ...draft, skillOverride: 'left over' }, of(network), id(1))?.body.skillOverride).toBeNull();
  });

  it('[OFFER4] somebody of another team is never named', () => {
    const wrong = { ...draft, personId: ines };
    expect(offerIntent(wrong, of(network), id(1))?.body.personId).toBeNull();
  });

  it('[OFFER5] a kept draft comes back as it was; what is none is none', () => {
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(parseDraft('{"teamId":"elsewhere"}')).toBeNull();
    expect(parseDraft('not json')).toBeNull();
  });
});
