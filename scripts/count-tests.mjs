// Sums vitest's JSON reports into the line "N passed, M failed"; any failure ends non-zero.
// Arguments: the folder of the reports, then `<step>=<exit code>` for each step that ran.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [folder, ...steps] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const step of steps) {
  const [name, code] = step.split('=');
  const report = await read(join(folder, `${name}.json`));
  passed += report.passed;
  failed += report.failed;
  if (code === '0' || report.failed > 0) continue;
  failed += 1;
  process.stdout.write(`step ${name} ended with ${code}\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Counts of a report; none for a step that runs no tests, whose exit code then speaks for it. */
async function read(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { passed: 0, failed: 0 };
  const report = JSON.parse(text);
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unread.length };
}
