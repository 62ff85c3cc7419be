import { runImport } from './run.ts';

/** `npm run import -- FILE.csv [--map MAP.json] [--source NAME]` */
const say = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = await runImport(process.argv.slice(2), process.env, say);
