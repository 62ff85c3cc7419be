const NAME = 'tierline-shell-1';

/** A server that takes longer than this to give the page away counts as gone. */
const PATIENCE = 4_000;

/**
 * Keeps the app's own files: the page, and everything it names, and what these name in turn. Built files carry a hash
 * in their name, so what is kept under a name never changes; what nothing names any more goes.
 */
export async function keepShell(caches: CacheStorage): Promise<void> {
  const cache = await caches.open(NAME);
  const page = await fetch('./', { cache: 'no-cache' });
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  const found = new Set<string>();
  const wanted = namedIn(await page.clone().text());
  for (let path = wanted.pop(); path; path = wanted.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const response = (await cache.match(path)) ?? (await fetch(path));
    if (!response.ok) continue;
    if (/\.(js|css)$/.test(path)) wanted.push(...namedIn(await response.clone().text()));
    await cache.put(path, response);
  }
  await cache.put('./', page);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith('/assets/') && !found.has(path)) await cache.delete(request);
  }
}

/** Kept files come from the cache; the page itself from the server, unless that is gone. */
export async function shellFirst(
  caches: CacheStorage,
  request: Request,
  later: (work: Promise<unknown>) => void,
): Promise<Response> {
  const cache = await caches.open(NAME);
  if (request.mode !== 'navigate') return (await cache.match(request)) ?? fetch(request);
  const kept = await cache.match('./');
  try {
    const page = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (page.ok) later(keepShell(caches).catch(() => {}));
    return page.ok || !kept ? page : kept;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

const KINDS = 'js|css|woff2?|svg|png|ico|wav|mp3|ogg|webmanifest';
/** `assets/index-Ab12Cd34.js`, `sounds/alert.wav`: from the page's own place. */
const PLACED = new RegExp(`\\b(?:assets|sounds|icons)/[\\w.-]+\\.(?:${KINDS})\\b`, 'g');
/** `"opfs-file-Ab12Cd34.js"`: beside the file that names it, which is where a worker's address is given. */
const BESIDE = new RegExp(`["'\`](?:\\./)?([\\w.-]+-[\\w-]{8}\\.(?:${KINDS}))["'\`]`, 'g');

/** Paths of built files that a text names. */
export function namedIn(text: string): string[] {
  const placed = [...text.matchAll(PLACED)].map(([path]) => `/${path}`);
  return [...placed, ...[...text.matchAll(BESIDE)].map(([, name]) => `/assets/${name}`)];
}
