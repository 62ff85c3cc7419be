import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { Platform, build as pack } from 'electron-builder';
import { build } from './build.ts';
import { config } from './electron-builder.ts';

/**
 * `npm run package:check`: whether the installers would hold what they should, as far as a machine can tell that can't
 * fetch Electron. One line for each thing wrong, and an exit code that counts them.
 */
const root = join(import.meta.dirname, '..');
const at = (...path: string[]) => join(root, ...path);

export function faults(): string[] {
  return [...missing(), ...strangers(), ...pageFaults(), ...wrongSizes(), ...openFuses(), ...identityFaults()];
}

function missing(): string[] {
  const needed = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'LICENSE', 'package.json'];
  const icons = [config.win?.icon, config.mac?.icon, config.linux?.icon].map(String);
  return [...needed, ...icons].filter((file) => !existsSync(at(file))).map((file) => `${file} is missing.`);
}

/** No node_modules are packed: a bundle that imports anything but Electron and Node would not start. */
function strangers(): string[] {
  const known = new Set(['electron', ...builtinModules.flatMap((name) => [name, `node:${name}`])]);
  const importsOf = (file: string, pattern: RegExp) =>
    existsSync(at(file)) ? [...readFileSync(at(file), 'utf8').matchAll(pattern)].map((match) => match[1] ?? '') : [];
  const main = importsOf('out/main/index.js', /^import\b[^'"]*?['"]([^'"]+)['"]/gm).filter((name) => !known.has(name));
  const preload = importsOf('out/preload/index.cjs', /\brequire\("([^"]+)"\)/g).filter((name) => name !== 'electron');
  return [
    ...main.map((name) => `out/main/index.js imports ${name}.`),
    ...preload.map((name) => `out/preload/index.cjs requires ${name}, which a sandboxed preload can't.`),
  ];
}

/** Under `script-src 'self'` an inline script is dead, and an address of elsewhere is never loaded. */
function pageFaults(): string[] {
  if (!existsSync(at('out/renderer/index.html'))) return [];
  const html = readFileSync(at('out/renderer/index.html'), 'utf8');
  const inline = /<script(?![^>]*\bsrc=)[^>]*>/.test(html) ? ['index.html has an inline script.'] : [];
  const addresses = [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  const elsewhere = addresses.filter((address) => !/^(\.\/|data:)/.test(address));
  const gone = addresses.filter((address) => address.startsWith('./') && !existsSync(at('out/renderer', address)));
  return [
    ...inline,
    ...elsewhere.map((address) => `index.html loads ${address}, which isn't relative.`),
    ...gone.map((address) => `index.html loads ${address}, which isn't there.`),
  ];
}

/** A PNG says its width in bytes 16 to 19. */
function wrongSizes(): string[] {
  return globSync('resources/icons/[0-9]*.png', { cwd: root })
    .filter((file) => readFileSync(at(file)).readUInt32BE(16) !== Number(/(\d+)\.png$/.exec(file)?.[1]))
    .map((file) => `${file} isn't as wide as it says.`);
}

function openFuses(): string[] {
  const fuses = config.electronFuses;
  const off = ['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments'] as const;
  const on = ['onlyLoadAppFromAsar', 'enableEmbeddedAsarIntegrityValidation', 'enableCookieEncryption'] as const;
  return [
    ...off.filter((fuse) => fuses?.[fuse] !== false).map((fuse) => `The fuse ${fuse} should be off.`),
    ...on.filter((fuse) => fuses?.[fuse] !== true).map((fuse) => `The fuse ${fuse} should be on.`),
  ];
}

/** Packs for real, around an Electron that is an empty file, and looks into the archive: what is in it is what would ship. */
export async function archiveFaults(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tierline-package-'));
  const electronDist = join(folder, 'electron');
  mkdirSync(join(electronDist, 'resources'), { recursive: true });
  for (const file of ['electron', 'version', 'LICENSE', 'LICENSES.chromium.html']) {
    writeFileSync(join(electronDist, file), '');
  }
  const { electronFuses: _fuses, ...rest } = config;
  const directories = { ...config.directories, output: folder };
  try {
    const targets = Platform.LINUX.createTarget('dir');
    await pack({ projectDir: root, targets, config: { ...rest, electronDist, directories } });
    const [archive = ''] = globSync('*/resources/app.asar', { cwd: folder });
    const packed = listPackage(join(folder, archive), { isPack: false }).map((file) => file.replaceAll('\\', '/'));
    const wanted = ['/package.json', '/out/main/index.js', '/out/preload/index.cjs', '/out/renderer/index.html'];
    return [
      ...wanted.filter((file) => !packed.includes(file)).map((file) => `${file} isn't in the archive.`),
      ...packed
        .filter((file) => !/^\/(out(\/(main|preload|renderer)(\/.*)?)?|package\.json|LICENSE)$/.test(file))
        .concat(packed.filter((file) => file.endsWith('.map')))
        .map((file) => `${file} is in the archive.`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Windows shows toasts, and hands clicks back, by the id that the shortcut and the app agree on. */
function identityFaults(): string[] {
  const main = existsSync(at('out/main/index.js')) ? readFileSync(at('out/main/index.js'), 'utf8') : '';
  const schemes = [config.protocols].flat().flatMap((protocol) => protocol?.schemes ?? []);
  return [
    main.includes(`"${config.appId}"`) ? [] : ['The app names itself to Windows by another id than its installer.'],
    schemes.includes('tierline') ? [] : ['The installers register no tierline:// links.'],
  ].flat();
}

if (import.meta.main) {
  build(root);
  const found = [...faults(), ...(await archiveFaults())];
  for (const fault of found) process.stdout.write(`${fault}\n`);
  if (found.length === 0) process.stdout.write('The packages would hold what they should.\n');
  process.exitCode = found.length;
}
