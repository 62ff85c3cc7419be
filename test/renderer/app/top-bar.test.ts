import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ines, monday, reference } from '#test/core/desk.ts';
import { TopBar } from '../../../renderer/app/TopBar.tsx';
import { createCell } from '../../../renderer/store/live.ts';
import type { Store } from '../../../renderer/store/store.ts';
import { StoreContext } from '../../../renderer/ui/context.tsx';
import { TickerContext } from '../../../renderer/ui/use-now.ts';

const nothing = () => {};

describe('the top bar', () => {
  it('its buttons have a name of their own: on a narrow screen their words are not shown', () => {
    const store = { me: ines, reference: createCell(reference()) } as unknown as Store;
    const bar = createElement(TopBar, { onFind: nothing, onKeys: nothing, onNew: nothing });
    const within = createElement(TickerContext, { value: createCell(monday) }, bar);
    const html = renderToStaticMarkup(createElement(StoreContext, { value: store }, within));
    const named = [...html.matchAll(/<button[^>]*top-button[^>]*>/g)].map(
      ([tag]) => /aria-label="([^"]*)"/.exec(tag)?.[1],
    );
    expect(named).toEqual(['New ticket', 'All keys']);
  });
});
