import { runBackup } from './run.ts';

/** `npm run backup -- FILE` and `npm run restore -- FILE` */
const [task, ...args] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
process.exitCode = await runBackup(task === 'restore' ? 'restore' : 'backup', args, process.env, say);
