// The report that the example's job makes, downloaded and read by a program of its own: poppler.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { connectModern } from '../helpers/clients.ts';
import { jobEnd, startJob } from '../helpers/job-server.ts';
import { REPO } from '../helpers/paths.ts';
import { copyExample, runScript } from '../helpers/project.ts';
import { run, runOk } from '../helpers/run.ts';
import { startServer, TOKEN } from '../helpers/server.ts';

const found = await run('pdftotext', ['-v'], { cwd: REPO }).then(
  () => true,
  () => false,
);
const missing =
  found || process.env.CI ? '' : ' (skipped: no pdftotext; apt-get install poppler-utils)';

test.skipIf(missing !== '')(`the PDF says what the data says${missing}`, async () => {
  const { server: project } = await copyExample('report-jobs');
  await runScript(project, 'build');
  const server = await startServer(project);
  const client = await connectModern(server.url, TOKEN);
  const id = await startJob(client, 'salesReport', { region: 'West' });
  await jobEnd(client, 'salesReport', id);
  const { links } = await client.call('get_salesReport_result', { job_id: id });
  const answer = await fetch(links[0] ?? '');
  const file = join(inject('live').tmp, 'sales-report.pdf');
  await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
  const { stdout } = await runOk('pdftotext', ['-layout', file, '-'], { cwd: project });
  expect(stdout).toContain('Sales in West');
  expect(stdout).toContain('Revenue: 96,994 EUR');
  expect(stdout.match(/2025-\d\d/g)).toHaveLength(12);
  await client.close();
  await server.stop();
});
