// The generated units before systemd's own judges: nothing to complain about, and little that is open.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CASES, type Case, project } from '../golden/cases.ts';
import { whyNotInstalled } from '../helpers/installed.ts';
import { scratch } from '../helpers/project.ts';
import { run, runOk } from '../helpers/run.ts';

const reason = whyNotInstalled('systemd-analyze');
/** Of 100: an unguarded service has 95. */
const THRESHOLD = 20;

describe.skipIf(reason !== undefined)(`units${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const cases = CASES.filter(({ name }) => name.startsWith('systemd-'));

  it.each(cases)('$name: are understood whole', async (each) => {
    for (const { dir, file } of await written(each)) {
      // It ends with 0 also where it knows no such setting.
      const { code, stderr } = await run('systemd-analyze', ['verify', `./${file}`], { cwd: dir });
      expect({ file, code, stderr }).toEqual({ file, code: 0, stderr: '' });
    }
  });

  it.each(cases)('$name: leave little open', async (each) => {
    for (const { dir, file } of await written(each)) {
      const limits = ['--offline=true', `--threshold=${THRESHOLD}`];
      await runOk('systemd-analyze', ['security', ...limits, `./${file}`], { cwd: dir });
    }
  });

  it.each(cases)('$name: wait longer than the server drains', async (each) => {
    for (const { content } of await written(each)) {
      expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(content)?.[1])).toBeGreaterThan(25);
    }
  });
});

/** The units of a project, in a folder of their own; cloudflared, which Debian lacks, is there in name. */
async function written(each: Case) {
  const dir = await scratch(each.name);
  const cloudflared = join(dir, 'cloudflared');
  await writeFile(cloudflared, '', { mode: 0o755 });
  const units = [...(await project(each))].filter(([path]) => path.endsWith('.service'));
  expect(units.length).toBeGreaterThan(0);
  return Promise.all(
    units.map(async ([path, { content }]) => {
      const file = path.slice(path.lastIndexOf('/') + 1);
      await writeFile(join(dir, file), content.replace('/usr/bin/cloudflared', cloudflared));
      return { dir, file, content };
    }),
  );
}
