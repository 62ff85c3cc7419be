import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';

/**
 * Draws every icon from its SVG: `node resources/icons/draw.ts` after changing one. The results are in the repository,
 * so that building needs no browser. `TIERLINE_CHROMIUM` says where one is, if not Playwright's own is meant.
 */
const here = import.meta.dirname;
const sizes = [16, 24, 32, 48, 64, 128, 192, 256, 512] as const;

const executablePath = process.env.TIERLINE_CHROMIUM;
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) });
const page = await browser.newPage();
const drawn = new Map<number, Buffer>();
for (const size of [...sizes, 1024]) drawn.set(size, await draw(page, size < 48 ? 'mark.svg' : 'icon.svg', size));
for (const size of sizes) save(`${size}.png`, picture(size));
for (const name of ['tray', 'tray-alert', 'trayTemplate', 'tray-alertTemplate', 'badge']) {
  save(`${name}.png`, await draw(page, `${name}.svg`, 16));
  save(`${name}@2x.png`, await draw(page, `${name}.svg`, 32));
}
save('icon.ico', ico([16, 24, 32, 48, 64, 128, 256]));
save('icon.icns', icns({ icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }));
await browser.close();

async function draw(on: Page, name: string, size: number): Promise<Buffer> {
  const svg = readFileSync(join(here, name), 'utf8').replace(
    /width="\d+" height="\d+"/,
    `width="${size}" height="${size}"`,
  );
  await on.setViewportSize({ width: size, height: size });
  await on.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  return await on.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
}

function picture(size: number): Buffer {
  return drawn.get(size) ?? Buffer.alloc(0);
}

function save(name: string, content: Buffer): void {
  writeFileSync(join(here, name), content);
}

/** Windows: a directory of sixteen bytes a picture, then the PNGs themselves (since Vista). 256 is written as 0. */
function ico(of: number[]): Buffer {
  const head = Buffer.alloc(6 + 16 * of.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(of.length, 4);
  let offset = head.length;
  of.forEach((size, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture(size).length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture(size).length;
  });
  return Buffer.concat([head, ...of.map(picture)]);
}

/** macOS: `icns`, the whole length, then four letters, a length and a PNG for each size. */
function icns(of: Record<string, number>): Buffer {
  const parts = Object.entries(of).flatMap(([type, size]) => [chunk(type, picture(size).length), picture(size)]);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([chunk('icns', length), ...parts]);
}

function chunk(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(length + 8, 4);
  return head;
}
