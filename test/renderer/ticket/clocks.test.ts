import { type ComponentProps, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { actor, createDesk, HOUR, ines, reply, status } from '#test/core/desk.ts';
import { createCell } from '../../../renderer/store/live.ts';
import type { Store } from '../../../renderer/store/store.ts';
import { Clocks } from '../../../renderer/ticket/Clocks.tsx';
import { StoreContext } from '../../../renderer/ui/context.tsx';
import { createKeymap, KeymapProvider } from '../../../renderer/ui/keymap.tsx';
import { TickerContext } from '../../../renderer/ui/use-now.ts';

/** What stands beside each clock's name. */
function words({ get, reference, now }: ReturnType<typeof createDesk>): string[] {
  const store = { me: ines, reference: createCell(reference) } as unknown as Store;
  const keymap = createKeymap({ now: () => now, modalOpen: () => false });
  const clocks = createElement(Clocks, { ticket: get(), onExplain: () => {} });
  const keyed = createElement(KeymapProvider, { keymap } as ComponentProps<typeof KeymapProvider>, clocks);
  const within = createElement(TickerContext, { value: createCell(now) }, keyed);
  const html = renderToStaticMarkup(createElement(StoreContext, { value: store }, within));
  return [...html.matchAll(/<(\w+) class="label named">(.*?)<\/\1>/g)].map(([, , named = '']) =>
    named.replace(/<[^>]*>/g, ''),
  );
}

const opened = () => {
  const desk = createDesk();
  desk.open();
  return desk;
};

describe('the clocks of a ticket', () => {
  it('[SLA11] say that nobody replied where resolving ended the response', () => {
    const silent = opened();
    silent.ask(actor(ines), status('resolved'));
    expect(words(silent)).toEqual(['First reply met by resolving, without a reply', 'Resolve met']);
    const late = opened();
    late.pass(2 * HOUR);
    late.ask(actor(ines), status('resolved'));
    expect(words(late)).toEqual(['First reply missed, resolved without a reply', 'Resolve met']);
    const answered = opened();
    answered.ask(actor(ines), reply(1));
    answered.ask(actor(ines), status('resolved'));
    expect(words(answered)).toEqual(['First reply met', 'Resolve met']);
  });
});
