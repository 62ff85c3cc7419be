import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArgs, findChromium } from '#test/support/chromium.ts';

/** The sanitiser needs a real document, so what it lets through is looked at in a real browser. */
const executablePath = findChromium();
/** The HTML, what it made of the document, how often a script ran and what was fetched. */
type Seen = { html: string; tags: string[]; attributes: string[]; hrefs: string[]; alarms: number; asked: string[] };
let render: (body: string) => Promise<Seen>;
let close = async () => {};

beforeAll(async () => {
  if (!executablePath) return;
  const entry = join(import.meta.dirname, '../../../renderer/ticket/markdown.ts');
  const bundle = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'markdown' } },
  });
  const [output] = (Array.isArray(bundle) ? bundle : [bundle]).flatMap((one) => ('output' in one ? one.output : []));
  if (output?.type !== 'chunk') throw new Error('nothing was bundled');
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  close = () => browser.close();
  const page = await browser.newPage();
  const asked: string[] = [];
  await page.route('**/*', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.setContent('<div id="message"></div>');
  await page.evaluate(output.code.replace(/^var markdown/, 'window.markdown'));
  render = async (body) => {
    asked.length = 0;
    const seen = await page.evaluate(async (text) => {
      let alarms = 0;
      Object.assign(window, { alert: () => (alarms += 1) });
      const box = document.getElementById('message');
      const { createMarkdown } = Reflect.get(window, 'markdown');
      if (box) box.innerHTML = createMarkdown(window).render(text);
      for (const link of box?.querySelectorAll('a') ?? []) link.removeAttribute('target');
      for (const link of box?.querySelectorAll('a') ?? []) link.dispatchEvent(new MouseEvent('mouseover'));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const elements = [...(box?.querySelectorAll('*') ?? [])];
      return {
        html: String(createMarkdown(window).render(text)),
        tags: elements.map((element) => element.localName),
        attributes: elements.flatMap((element) => element.getAttributeNames()),
        hrefs: elements.flatMap((element) => element.getAttribute('href') ?? []),
        alarms,
      };
    }, body);
    return { ...seen, asked: [...asked] };
  };
}, 60_000);

afterAll(() => close());

describe.skipIf(!executablePath)('a message as HTML', () => {
  it('[MARK1] HTML in a message is shown as typed and runs nothing', async () => {
    const attacks = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg onload=alert(1)>',
      '[x](javascript:alert(1))',
      '[x](data:text/html,<script>alert(1)</script>)',
      '![x](javascript:alert(1))',
      '<a href="javascript:alert(1)">x</a>',
      '<iframe src="https://evil.example"></iframe>',
      '[x](https://ok.example "onmouseover=alert(1)")',
    ];
    const { html, tags, attributes, hrefs, alarms, asked } = await render(attacks.join('\n\n'));
    expect(alarms).toBe(0);
    expect(asked).toEqual([]);
    expect(new Set(tags)).toEqual(new Set(['p', 'a']));
    expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
    expect(hrefs).toEqual(['https://evil.example', 'https://ok.example']);
    expect(html).toContain('&lt;script&gt;');
  });

  it('[MARK2] a remote image is fetched by nobody until it is clicked', async () => {
    const { html, asked } = await render('![floor plan](https://pixel.example/p.gif)');
    expect(asked).toEqual([]);
    expect(html).toContain('<button');
    expect(html).toContain('data-image="https://pixel.example/p.gif"');
    expect(html).not.toContain('<img');
  });

  it('[MARK3] links open outside, without a handle back', async () => {
    const { html } = await render('[log](https://ok.example/log) and https://plain.example');
    expect(html.match(/target="_blank"/g)).toHaveLength(2);
    expect(html.match(/rel="noopener noreferrer"/g)).toHaveLength(2);
  });

  it('[MARK4] emphasis, code, lists and quotes are what they say', async () => {
    const { html } = await render('**strong** _soft_ `code`\n\n- one\n- two\n\n> said\n\nline\nbreak');
    for (const piece of [
      '<strong>strong</strong>',
      '<em>soft</em>',
      '<code>code</code>',
      '<li>one</li>',
      '<blockquote>',
      '<br>',
    ]) {
      expect(html).toContain(piece);
    }
  });
});
