// One run of the doctor: every check in turn, each with its own time; nothing it does changes anything.

import type { Check, CheckId } from './checks/check.js';
import { CHECKS } from './checks/index.js';
import { ExchangeError, type Network } from './exchange.js';
import type { Run } from './look.js';
import { noAnswer } from './reasons.js';
import { type CheckResult, fail, type Outcome, type Report, reportOf, skip } from './report.js';
import { withoutSecrets } from './secrets.js';
import type { Target } from './target.js';

export interface Examination {
  readonly target: Target;
  /** Aborting it ends the run: `diagnose` rejects with its reason. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly network?: Network;
  /** Milliseconds that each check has. */
  readonly limit?: number;
  /** Runs one check, so that somebody can be told which. */
  readonly during?: (title: string, work: () => Promise<CheckResult>) => Promise<CheckResult>;
}

const LIMIT_MS = 10_000;

export async function diagnose(examination: Examination): Promise<Report> {
  const { target, signal, now, network = {} } = examination;
  const run: Run = { target, network, now };
  const { during = (_title, work) => work() } = examination;
  const results: CheckResult[] = [];
  const failed = new Map<CheckId, string>();
  for (const check of CHECKS) {
    signal.throwIfAborted();
    const result = await during(check.title, () => examine(check, run, examination, failed));
    if (result.status === 'FAIL') failed.set(check.id, check.title);
    results.push(result);
  }
  signal.throwIfAborted();
  return reportOf(target.shown, results);
}

async function examine(
  check: Check,
  run: Run,
  { signal, limit = LIMIT_MS }: Examination,
  failed: Map<CheckId, string>,
): Promise<CheckResult> {
  const cause = check.needs.map((id) => failed.get(id)).find((title) => title !== undefined);
  if (cause !== undefined) {
    // What needs this check is without its ground, too.
    failed.set(check.id, cause);
    return result(check, run, skip(`not looked at: ${cause} failed`));
  }
  try {
    const look = (timed: AbortSignal) => check.look({ run, signal: timed });
    return result(check, run, await within(limit, signal, look));
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    const { detail, fix } = noAnswer(error.code, error.message, error.url);
    return result(check, run, fail(detail, fix));
  }
}

/** The timer holds its signal: an `AbortSignal.timeout` that only `any` knows is collected, and never fires. */
async function within<T>(
  limit: number,
  signal: AbortSignal,
  work: (timed: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limit);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

function result({ id, title }: Check, { target }: Run, outcome: Outcome): CheckResult {
  const { status, detail, fix } = outcome;
  const clean = (text: string) => withoutSecrets(text, target.secrets);
  return {
    id,
    title,
    status,
    detail: clean(detail),
    ...(fix !== undefined && { fix: clean(fix) }),
  };
}
