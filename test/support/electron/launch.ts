import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop, LaunchOptions } from './desktop.ts';
import { launchElectron } from './real.ts';
import { launchStandIn } from './stand-in.ts';

/** Starts the built app: on Electron where its program is there, on the stand-in elsewhere. Build first. */
export async function launchTierline(options: LaunchOptions): Promise<Desktop> {
  const program = electronProgram();
  return program && process.env.TIERLINE_STAND_IN !== '1' ? launchElectron(program, options) : launchStandIn(options);
}

/** Looks without asking the package, which would try to download. */
function electronProgram(): string | null {
  const home = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'electron');
  const said = join(home, 'path.txt');
  const program = existsSync(said) ? join(home, 'dist', readFileSync(said, 'utf8')) : null;
  return program && existsSync(program) ? program : null;
}
