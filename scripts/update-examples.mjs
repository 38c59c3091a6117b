// Regenerates examples/*/mcp-server with the built command, as each example's README says it was made.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { npm, wrap } from './demo/programs.mjs';

const QUIET = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

const FIRST_TIME = {
  'sql-store': ['./src/library.ts'],
  'text-tools': ['./src/index.js'],
  'report-jobs': ['./src/reports.ts'],
  'date-fns-server': [
    'npm:date-fns',
    '--name',
    'calendar',
    '--tools',
    'addBusinessDays,differenceInBusinessDays,eachDayOfInterval,formatDuration,getISOWeek,intervalToDuration,isWeekend,lastDayOfMonth',
  ],
};

const root = fileURLToPath(new URL('../examples', import.meta.url));
for (const name of await readdir(root)) {
  const dir = `${root}/${name}`;
  await npm(dir, ['ci', ...QUIET]);
  process.stdout.write(`${name}\n`);
  const arguments_ = [...FIRST_TIME[name], '--yes', '--force', '--no-install'];
  process.stdout.write(`${await wrap(dir, arguments_)}\n`);
  await npm(`${dir}/mcp-server`, ['install', '--package-lock-only', ...QUIET]);
}
