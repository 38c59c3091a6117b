// The embedded job store on Node 24, with the SQLite that Node brings; and on a disk that is really full.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { installNode24 } from '../helpers/node24.ts';
import { scratch } from '../helpers/project.ts';
import { runOk } from '../helpers/run.ts';
import { conformanceTests } from '../jobs/tests.ts';

describe('on Node 24', () => {
  conformanceTests('sqlite', async () => ({ node: await installNode24() }));
});

const isRoot = process.getuid?.() === 0;
const title = `on a full disk${isRoot ? '' : ' (skipped: mounting a small disk needs root)'}`;

describe.skipIf(!isRoot && process.env.CI === undefined)(title, () => {
  let disk: string | undefined;
  afterAll(async () => {
    if (disk !== undefined) await runOk('umount', [disk], { cwd: '/' });
  });
  const options = async () => {
    const dir = join(await scratch('disk'), 'small');
    await mkdir(dir);
    await runOk('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dir], { cwd: '/' });
    disk = dir;
    return { env: { SMALL_DISK: dir } };
  };
  conformanceTests('sqlite', options, 'store failure');
});
