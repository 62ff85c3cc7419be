import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const tops = ['core', 'server', 'electron', 'renderer'] as const;
const files = tops.flatMap((top) => globSync(`${top}/**/*.{ts,tsx}`, { cwd: root }));
const sources = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const imports = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/^(?:import|export)\b(?:[^;'"=]*?\bfrom\s+|\s+)'([^']+)'/gm)].map((match) => ({
    file,
    to: match[1] ?? '',
  })),
);

/** Inside core, one ladder: a folder may use itself and what stands before it. */
const ladder = [
  'ids',
  'refusal',
  'ticket',
  'sla',
  'workspace',
  'access',
  'commands',
  'escalation',
  'board',
  'admin',
  'sync',
  'bridge',
];
/** Inside server likewise: `http`, `escalation` → `commands` → `feed` → `db`; what starts it all stands last. */
const floors = [
  'clock',
  'version',
  'db',
  'config',
  'log',
  'feed',
  'commands',
  'escalation',
  'laboratory',
  'sessions',
  'backup',
  'parts',
  'import',
  'demo',
  'http',
  'app',
  'explain',
  'main',
];
const place = (path: string) => (normalize(path).split('/')[1] ?? '').replace(/\.ts$/, '');
const rung = (path: string) => ladder.indexOf(place(path));

const offenders = (rule: (file: string, to: string) => boolean) =>
  imports.filter(({ file, to }) => !rule(file, to)).map(({ file, to }) => `${file} imports ${to}`);

const target = (file: string, to: string) =>
  to.startsWith('#core/') ? `core/${to.slice(6)}` : to.startsWith('.') ? normalize(join(dirname(file), to)) : null;

describe('the tree', () => {
  it('core imports itself and zod only', () => {
    expect(offenders((file, to) => !file.startsWith('core/') || to === 'zod' || to.startsWith('.'))).toEqual([]);
  });

  it('core is one ladder, no arrow runs back', () => {
    expect(
      offenders((file, to) => {
        const reached = target(file, to);
        return !file.startsWith('core/') || !reached || rung(file) >= rung(reached);
      }),
    ).toEqual([]);
  });

  it('a relative import never leaves its top folder', () => {
    expect(
      offenders((file, to) => {
        const reached = target(file, to);
        return !to.startsWith('.') || reached?.split('/')[0] === file.split('/')[0];
      }),
    ).toEqual([]);
  });

  it('the preload imports the bridge contract and electron only', () => {
    const allowed = ['#core/bridge.ts', 'electron'];
    expect(offenders((file, to) => !file.startsWith('electron/preload/') || allowed.includes(to))).toEqual([]);
  });

  it('renderer knows no Node and no Electron, the server no browser', () => {
    const foreign = { renderer: /^(node:|electron$|fastify|pg$)/, server: /^(react|dexie|electron|@mantine)/ };
    expect(offenders((file, to) => !foreign[file.split('/')[0] as keyof typeof foreign]?.test(to))).toEqual([]);
  });

  it('the server is one ladder, no arrow runs back', () => {
    const inServer = files.filter((file) => file.startsWith('server/'));
    expect(inServer.filter((file) => !floors.includes(place(file)))).toEqual([]);
    expect(
      offenders((file, to) => {
        const reached = target(file, to);
        if (!file.startsWith('server/') || !reached?.startsWith('server/')) return true;
        return floors.indexOf(place(file)) >= floors.indexOf(place(reached));
      }),
    ).toEqual([]);
  });

  it('only commands write tickets', () => {
    const writes = /\b(insertTicket|updateTicket|insertEvents|saveDues)\b/;
    const mayWrite = /^server\/(commands|db)\//;
    expect(
      sources.filter(({ file, text }) => writes.test(text) && !mayWrite.test(file)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('pages know the store by its contract, not how it keeps things', () => {
    const pages = /^renderer\/(?!store|sync|desktop|main\.tsx|app)/;
    expect(
      offenders((file, to) => {
        const reached = target(file, to);
        const isStore = reached?.startsWith('renderer/store/') ?? false;
        return !pages.test(file) || !isStore || reached === 'renderer/store/store.ts';
      }),
    ).toEqual([]);
  });

  it('pages never import sync, and only sync imports the store from below', () => {
    const pages = /^renderer\/(?!store|sync|ui|desktop|main\.tsx|app)/;
    expect(offenders((file, to) => !pages.test(file) || !target(file, to)?.startsWith('renderer/sync/'))).toEqual([]);
    expect(
      offenders((file, to) => !file.startsWith('renderer/store/') || !target(file, to)?.startsWith('renderer/sync/')),
    ).toEqual([]);
  });

  it('the database is reached through server/db only', () => {
    const drivers = ['pg', '@electric-sql/pglite'];
    expect(offenders((file, to) => file.startsWith('server/db/') || !drivers.includes(to))).toEqual([]);
  });

  it('core knows no clock, no timer, no chance and no defaults of the machine', () => {
    const forbidden =
      /Date\.now|new Date\(\)|Temporal\.Now|performance\.now|setTimeout|setInterval|Math\.random|crypto\b|toLocale\w*String\((?!')|Intl\.DateTimeFormat\(\)|process\.|localeCompare\([^,)]*\)/;
    const found = sources
      .filter(({ file }) => file.startsWith('core/'))
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .map((line, index) => ({ line, at: `${file}:${index + 1}` }))
          .filter(({ line }) => !/^\s*(\*|\/\/|\/\*)/.test(line) && forbidden.test(line)),
      );
    expect(found).toEqual([]);
  });

  it('names of files say what is in them', () => {
    const vague = /(^|[/-])(utils?|helpers?|common|misc|manager|service|lib)([-./]|$)/i;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it('looked at something', () => {
    expect(imports.length).toBeGreaterThan(50);
  });
});
