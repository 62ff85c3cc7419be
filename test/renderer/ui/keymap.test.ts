import { describe, expect, it } from 'vitest';
import { type Action, createKeymap } from '../../../renderer/ui/keymap.tsx';
import { isTyping, movesCaret, type Pressed, shownKeys, spokenKeys, textOf } from '../../../renderer/ui/keys.ts';

const press = (key: string, part: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
});

function createDesk(modal = false) {
  const ran: string[] = [];
  let time = 0;
  const keymap = createKeymap({ now: () => time, modalOpen: () => modal });
  return {
    ran,
    keymap,
    wait: (ms: number) => {
      time += ms;
    },
    action: (id: string, keys: string[], part: Partial<Action> = {}): Action => ({
      id,
      label: id,
      group: 'Test',
      keys,
      run: () => void ran.push(id),
      ...part,
    }),
    type: (...keys: (string | Pressed)[]) => {
      for (const key of keys) {
        const event = { ...(typeof key === 'string' ? press(key) : key), target: null, preventDefault() {} };
        keymap.press(event as unknown as KeyboardEvent);
      }
    },
  };
}

describe('keys as text', () => {
  it('say modifiers in one order, letters small, signs as they are', () => {
    expect(textOf(press('K', { ctrlKey: true }))).toBe('mod+k');
    expect(textOf(press('k', { metaKey: true }))).toBe('mod+k');
    expect(textOf(press('N', { shiftKey: true }))).toBe('shift+n');
    expect(textOf(press('?', { shiftKey: true }))).toBe('?');
    expect(textOf(press('Enter', { ctrlKey: true, shiftKey: true }))).toBe('mod+shift+Enter');
    expect(textOf(press('Shift', { shiftKey: true }))).toBeNull();
  });

  it('are drawn as caps and said to screen readers', () => {
    expect(shownKeys('mod+Enter')).toEqual(['Ctrl ⏎']);
    expect(shownKeys('g d')).toEqual(['G', 'D']);
    expect(spokenKeys('mod+k')).toBe('Control+K');
    expect(spokenKeys('g d')).toBeUndefined();
  });

  it('with Ctrl or Alt, and Escape, are no typing', () => {
    expect(['a', 'shift+n', 'Enter', 'Backspace'].every(isTyping)).toBe(true);
    expect(['mod+k', 'alt+p', 'Escape', 'F5'].some(isTyping)).toBe(false);
  });

  it('in a field that can only be read are its arrows; letters do what they do elsewhere', () => {
    expect(['ArrowLeft', 'shift+ArrowDown', 'Home', 'PageUp'].every(movesCaret)).toBe(true);
    expect(['x', '1', 'shift+s', 'Enter', 'alt+h'].some(movesCaret)).toBe(false);
  });
});

describe('the keymap', () => {
  it('runs what a key stands for, the later registration first', () => {
    const desk = createDesk();
    desk.keymap.register(() => [desk.action('queue', ['r'])]);
    const stop = desk.keymap.register(() => [desk.action('ticket', ['r'])]);
    desk.type('r');
    stop();
    desk.type('r');
    expect(desk.ran).toEqual(['ticket', 'queue']);
  });

  it('knows two keys one after the other, for a moment', () => {
    const desk = createDesk();
    desk.keymap.register(() => [desk.action('go', ['g d']), desk.action('done', ['d'])]);
    desk.type('g', 'd');
    desk.type('d');
    desk.type('g');
    desk.wait(1_500);
    desk.type('d');
    expect(desk.ran).toEqual(['go', 'done', 'done']);
  });

  it('a scoped action acts only in its scope', () => {
    const desk = createDesk();
    desk.keymap.register(() => [desk.action('in the grid', ['Enter'], { scope: 'queue-grid' })]);
    desk.type('Enter');
    expect(desk.ran).toEqual([]);
  });

  it('while a dialog is open nothing behind it hears a key', () => {
    const desk = createDesk(true);
    desk.keymap.register(() => [desk.action('take', ['t']), desk.action('go', ['g d'])]);
    desk.type('t', 'g', 'd');
    expect(desk.ran).toEqual([]);
  });

  it('what is not for now lets its key pass', () => {
    const desk = createDesk();
    desk.keymap.register(() => [desk.action('sync', ['mod+r'], { enabled: false })]);
    desk.type(press('r', { ctrlKey: true }));
    expect(desk.ran).toEqual([]);
  });

  it('tells its readers when the list changes', () => {
    const desk = createDesk();
    let told = 0;
    desk.keymap.actions.subscribe(() => told++);
    const stop = desk.keymap.register(() => [desk.action('a', ['a'])]);
    expect(desk.keymap.actions.get()).toHaveLength(1);
    stop();
    expect(desk.keymap.actions.get()).toHaveLength(0);
    expect(told).toBe(2);
  });
});
