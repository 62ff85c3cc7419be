import { describe, expect, it } from 'vitest';
import { rename, Tag } from '#core/commands/classify.ts';
import { createTicket } from '#core/commands/create.ts';
import { Subject } from '#core/commands/subject.ts';
import { actor, createDesk, ines } from './desk.ts';

describe('a subject', () => {
  it.each([
    ['nothing', ''],
    ['spaces', ' \t\u00a0\u3000 '],
    ['a space of no width', '\u200b'],
    ['joiners, marks of direction and a byte order mark', '\u200d\u2060\u200e\ufeff'],
    ['fillers of other scripts', '\u3164\u2800\u115f'],
    ['signs that only turn the direction', '\u202e\u2066'],
  ])('of %s is none', (_what, subject) => {
    expect(Subject.safeParse(subject).success).toBe(false);
    expect(createTicket.shape.body.shape.subject.safeParse(subject).success).toBe(false);
    expect(rename.shape.body.shape.subject.safeParse(subject).success).toBe(false);
  });

  it('never reads otherwise than it is written', () => {
    expect(Subject.parse('\u202eexe.gpj\u202c opened')).toBe('exe.gpj opened');
    expect(Subject.parse('\u2067pay\u2069 \u2068now\u2069')).toBe('pay now');
  });

  it('of any script stays to the letter', () => {
    for (const subject of ['הרשת נפלה', 'प्रिंटर', '🖨️ jams', '👩‍💻 can’t sign in', '?', 'می‌خواهم']) {
      expect(Subject.parse(subject)).toBe(subject);
    }
  });
});

describe('a tag', () => {
  it('is one tag, whether its letters come composed or not', () => {
    expect(Tag.parse('Zu\u0308rich')).toBe('z\u00fcrich');
    expect(Tag.parse('Zürich')).toBe(Tag.parse('Zürich'.normalize('NFD')));
  });

  it('may be of a script whose vowels are marks', () => {
    for (const tag of ['प्रिंटर', 'เครื่องพิมพ์', 'শাখা']) expect(Tag.parse(tag)).toBe(tag.normalize('NFC'));
  });

  it('begins with a letter or a digit, and holds no other signs', () => {
    for (const tag of ['\u0308u', '-a', '', 'a#b', 'x'.repeat(41)]) expect(Tag.safeParse(tag).success).toBe(false);
  });

  it('is one of thirty at most on a ticket; one taken off makes room', () => {
    const desk = createDesk();
    const words = Array.from({ length: 30 }, (_, n) => `tag ${n}`);
    desk.open({ tags: words });
    desk.ask(actor(ines), { type: 'tag', body: { add: ['one more'], remove: [] } });
    expect(desk.refusals).toMatchObject([
      { reason: 'invalid', says: 'A ticket has 30 tags at most. Take one off first.' },
    ]);
    desk.ask(actor(ines), { type: 'tag', body: { add: ['one more'], remove: ['tag 0'] } });
    expect(desk.get().tags).toEqual([...words.slice(1), 'one more']);
  });
});
