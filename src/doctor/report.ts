// What the doctor says: one finding per check, and their count.

export type Status = 'PASS' | 'WARN' | 'FAIL' | 'SKIP';

/** What one look came to. */
export interface Outcome {
  readonly status: Status;
  readonly detail: string;
  /** The way out, where something is to be mended. */
  readonly fix?: string;
}

export interface CheckResult extends Outcome {
  readonly id: string;
  readonly title: string;
}

/** As `--json` prints it. */
export interface Report {
  /** As it was given; values in its query that look secret are masked. */
  readonly url: string;
  readonly checks: readonly CheckResult[];
  readonly summary: Readonly<Record<'pass' | 'warn' | 'fail' | 'skip', number>>;
}

export function pass(detail: string): Outcome {
  return { status: 'PASS', detail };
}

export function skip(detail: string): Outcome {
  return { status: 'SKIP', detail };
}

export function warn(detail: string, fix: string): Outcome {
  return { status: 'WARN', detail, fix };
}

export function fail(detail: string, fix: string): Outcome {
  return { status: 'FAIL', detail, fix };
}

/** `1 tool`, `2 tools`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

export function reportOf(url: string, checks: readonly CheckResult[]): Report {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const summary = {
    pass: count('PASS'),
    warn: count('WARN'),
    fail: count('FAIL'),
    skip: count('SKIP'),
  };
  return { url, checks, summary };
}
