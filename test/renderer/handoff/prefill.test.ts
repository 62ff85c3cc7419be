import { describe, expect, it } from 'vitest';
import { prefillPacket } from '../../../renderer/handoff/prefill.ts';
import {
  HOUR,
  id,
  ines,
  MINUTE,
  MONDAY,
  network,
  noted,
  offered,
  received,
  replied,
  ruben,
  sampleTicket,
} from '../ticket/sample.ts';

describe('a packet drafted from the conversation', () => {
  const told = sampleTicket()
    .next(
      MONDAY + 5 * MINUTE,
      ines,
      replied(1, 'Good morning. Is it **everyone** at 10.20.4.10 in the depot?', { promisedUntil: MONDAY + 2 * HOUR }),
    )
    .next(MONDAY + 9 * MINUTE, 'requester', received(2, 'Everyone at once, at 08:20 and 08:40.'))
    .next(MONDAY + 12 * MINUTE, ines, noted(3, 'Restarted the gateway client at 08:33.'));

  it('[PACKET1] observed is what the requester said first', () => {
    expect(prefillPacket(told.ticket, told.messages, MONDAY).observed).toBe(
      'Since this morning the VPN at the north depot falls over about every 20 minutes.',
    );
  });

  it('[PACKET2] asked are our questions with the answers, tried are the notes, plain of marks', () => {
    const { asked, tried } = prefillPacket(told.ticket, told.messages, MONDAY);
    expect(asked).toBe('Is it everyone at 10.20.4.10 in the depot?\nAnswer: Everyone at once, at 08:20 and 08:40.');
    expect(tried).toBe('Restarted the gateway client at 08:33.');
  });

  it('[PACKET3] what only a person can say stays empty', () => {
    expect(prefillPacket(told.ticket, told.messages, MONDAY)).toMatchObject({ hypothesis: '', access: '' });
  });

  it('[PACKET4] a promise that lies ahead comes along, a past one does not', () => {
    const later = prefillPacket(told.ticket, told.messages, MONDAY + 3 * HOUR);
    expect(prefillPacket(told.ticket, told.messages, MONDAY + HOUR).promisedUntil).toBe(MONDAY + 2 * HOUR);
    expect(later.promisedUntil).toBeNull();
  });

  it('[PACKET5] what came back starts from its own packet, with the promise of now', () => {
    const returned = told
      .next(MONDAY + 20 * MINUTE, ines, offered(1, { teamId: network }))
      .next(MONDAY + 30 * MINUTE, ruben, {
        type: 'returnHandoff',
        body: { escalationId: id(700_001), reason: 'packetIncomplete', note: 'The gateway log, please.' },
      });
    const packet = prefillPacket(returned.ticket, returned.messages, MONDAY + HOUR);
    expect(packet.hypothesis).toBe('Key lifetimes disagree.');
    expect(packet.promisedUntil).toBe(returned.ticket.promisedUntil);
  });

  it('[PACKET6] erased text never comes back', () => {
    const erased = told.messages.map((message) => ({ ...message, body: 'gone words', erasedAt: MONDAY }));
    const packet = prefillPacket(told.ticket, erased, MONDAY);
    expect(JSON.stringify(packet)).not.toContain('gone words');
    expect(packet.observed).toBe(told.ticket.subject);
  });
});
