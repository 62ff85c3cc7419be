import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTicket } from '#core/commands/create.ts';
import { callerOf } from '#core/ticket/caller.ts';
import { createIntent, draftOf, emptyForm, formOf } from '../../../renderer/new-ticket/form.ts';
import { landingOf } from '../../../renderer/new-ticket/landing.ts';
import { callersFor } from '../../../renderer/new-ticket/requesters.ts';
import { createNames } from '../../../renderer/ticket/wording.ts';
import { sha256Hex } from '../../../renderer/ui/hash.ts';
import { ines, reference, ruben, teamId, viewer } from '../../core/desk.ts';
import { id } from '../ticket/sample.ts';

const requester = (n: number, name: string, phone: string, organisation: number | null) => ({
  id: id<never>(n),
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.org`,
  phone,
  organisationId: organisation === null ? null : id<never>(organisation),
});
const book = {
  requesters: new Map(
    [
      requester(1, 'Petra Osei', '+44 1632 960359', 50),
      requester(2, 'Nadia Ferreira', '+44 1632 960001', 51),
      requester(3, 'Bram Petersen', '', null),
    ].map((one) => [one.id, one]),
  ),
  organisations: new Map([
    [id<never>(50), { id: id<never>(50), name: 'Quillmere Freight', calendarId: null }],
    [id<never>(51), { id: id<never>(51), name: 'Saltgreen Foods', calendarId: null }],
  ]),
};
const found = (text: string) => callersFor(text, book).map((one) => one.name);

describe('who calls', () => {
  it('is found by name, mail, organisation and digits of the phone', () => {
    expect(found('pet')).toEqual(['Petra Osei', 'Bram Petersen']);
    expect(found('saltgreen')).toEqual(['Nadia Ferreira']);
    expect(found('nadia@')).toEqual(['Nadia Ferreira']);
    expect(found('960 359')).toEqual(['Petra Osei']);
  });

  it('nobody is offered before a word is typed', () => {
    expect(found('  ')).toEqual([]);
  });
});

describe('the form of a new ticket', () => {
  it('a draft comes back as it was; a damaged one is left alone', () => {
    const form = { ...emptyForm, subject: 'Scanner jams', caller: 'Petra' };
    expect(formOf(draftOf(form))).toEqual(form);
    expect(formOf('{"subject": 3}')).toBeNull();
    expect(formOf('not json')).toBeNull();
  });

  it('an untouched form keeps nothing', () => {
    expect(draftOf(emptyForm)).toBe('');
  });

  it('becomes a command that the contract takes', () => {
    const form = {
      ...emptyForm,
      subject: '  Scanner jams ',
      text: 'Since Monday.',
      caller: 'Somebody new',
      callerPhone: ' 0161 496 0000',
    };
    const intent = createIntent(form, { messageId: id(9), hash: sha256Hex('Since Monday.') });
    expect(createTicket.safeParse(intent).success).toBe(true);
    expect(intent.body).toMatchObject({
      subject: 'Scanner jams',
      channel: 'phone',
      fields: { caller: 'Somebody new', callerPhone: '0161 496 0000' },
    });
  });

  it('a caller in no list is kept by name and number; one who is in it needs neither', () => {
    const called = { ...emptyForm, subject: 'Scanner', caller: 'Zora Unknown', callerPhone: '0161 496 0000' };
    const { body } = createIntent(called, null);
    expect(callerOf(body)).toEqual({ name: 'Zora Unknown', phone: '0161 496 0000' });
    expect(createNames(reference(), ines.id).asker(body)).toBe('Zora Unknown');
    const known = createIntent({ ...called, requesterId: id(1) }, null).body;
    expect(known.fields).toEqual({});
    expect(callerOf(known)).toBeNull();
    expect(callerOf(createIntent({ ...emptyForm, subject: 'Scanner' }, null).body)).toBeNull();
  });

  it('a draft from before there was a phone is still one', () => {
    const { callerPhone: _, ...older } = { ...emptyForm, subject: 'Scanner jams' };
    expect(formOf(JSON.stringify(older))).toEqual({ ...emptyForm, subject: 'Scanner jams' });
  });

  it('without words from the requester there is no message', () => {
    expect(createIntent({ ...emptyForm, subject: 'Scanner jams' }, null).body.text).toBeNull();
  });

  it('a message’s hash is SHA-256 of its UTF-8', () => {
    expect(sha256Hex('Grüße')).toBe(createHash('sha256').update('Grüße', 'utf8').digest('hex'));
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('who will hold a new ticket', () => {
  const routed = { teamId: null, mine: true };

  it('its maker, where they work in the team it lands in', () => {
    expect(landingOf(routed, ines, reference())).toEqual({ canHold: true, says: 'You hold it, in Service Desk.' });
    expect(landingOf({ ...routed, mine: false }, ines, reference())).toEqual({
      canHold: true,
      says: 'Service Desk holds it until somebody takes it.',
    });
    expect(landingOf({ teamId: teamId(2), mine: true }, ruben, reference()).canHold).toBe(true);
  });

  it('the team, where its maker doesn’t take tickets there; and it says so before it is sent', () => {
    const says = expect.stringMatching(/^Service Desk holds it .* can’t be yours/);
    expect(landingOf(routed, ruben, reference())).toEqual({ canHold: false, says });
    expect(landingOf(routed, viewer, reference())).toEqual({ canHold: false, says });
  });
});
