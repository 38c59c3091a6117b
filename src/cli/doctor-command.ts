// mcp-wrap doctor <url>: what is wrong with a running server, in a table or as JSON.
import type { Report } from '../doctor/report.js';
import { EXIT, WrapError } from '../errors.js';
import type { Context } from './context.js';
import { type DoctorFlags, parseDoctor } from './doctor-flags.js';
import { doctorText } from './doctor-report.js';
import type { Parts } from './parts.js';
import { json, painter } from './report.js';

/** @returns the exit code */
export async function doctorCommand(context: Context, parts: Parts): Promise<number> {
  const parsed = parseDoctor(context);
  if (!parsed) return EXIT.ok;
  const { flags, operand } = parsed;
  if (operand === undefined) {
    throw new WrapError('doctor.url', 'the URL of the server is missing', {
      hint: 'mcp-wrap doctor https://<host>/mcp',
    });
  }
  const report = await examine(context, parts, operand, flags);
  const { stdout, color, width } = context;
  stdout.write(flags.json ? json(report) : doctorText(report, painter(color.stdout), width));
  return exitCode(report, flags);
}

async function examine(
  context: Context,
  parts: Parts,
  url: string,
  { header }: DoctorFlags,
): Promise<Report> {
  const { readTarget } = await import('../doctor/target.js');
  const target = readTarget(url, header ?? []);
  const progress = await parts.progress(context);
  return parts.diagnose({
    target,
    signal: context.signal,
    now: Date.now(),
    during: (title, work) => progress.during(title, work),
  });
}

/** A warning fails under --strict alone. */
function exitCode({ summary }: Report, { strict }: DoctorFlags): number {
  return summary.fail > 0 || (strict && summary.warn > 0) ? EXIT.drift : EXIT.ok;
}
