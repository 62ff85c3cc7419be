import createPurify, { type WindowLike } from 'dompurify';
import MarkdownIt from 'markdown-it';

export type Markdown = { render(body: string): string };

const TAGS = ['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'img', 'button'];
const MORE = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const ATTRIBUTES = ['href', 'src', 'alt', 'title', 'class', 'type', 'data-image', 'target', 'rel', 'start'];

/**
 * Markdown as safe HTML. Raw HTML is shown as typed, links open outside without a handle back, and remote images are
 * buttons: nothing is fetched until somebody clicks, so that a message can't tell its sender when it was read.
 * What comes out is sanitised once more, whatever the parser did.
 */
export function createMarkdown(window: WindowLike): Markdown {
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true });
  const plainImage = parser.renderer.rules.image;
  parser.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const source = String(token?.attrGet('src') ?? '');
    if (source.startsWith('data:image/') && plainImage) return plainImage(tokens, index, options, env, self);
    const name = parser.utils.escapeHtml(token?.content || 'without a name');
    return `<button type="button" class="remote-image" data-image="${parser.utils.escapeHtml(source)}">Image ${name}, not loaded. Open outside</button>`;
  };
  const purify = createPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'A') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  return {
    render: (body) =>
      purify.sanitize(parser.render(body), {
        ALLOWED_TAGS: [...TAGS, ...MORE],
        ALLOWED_ATTR: ATTRIBUTES,
        ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|data:image\/(?:png|gif|jpeg|webp);)/i,
      }),
  };
}

/** Where a blocked image or nothing was clicked: its address, http(s) only. */
export function imageClicked(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const source = target.closest('button[data-image]')?.getAttribute('data-image') ?? '';
  return /^https?:\/\//i.test(source) ? source : null;
}
