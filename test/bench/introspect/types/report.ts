// Says what was found: agreement, faults by construct with their smallest example, and what was tried.
import type { SkippedExport } from '../../../../src/model/module.js';
import { coverage, type Fault, groups } from './faults.js';
import type { Expected, Judged } from './judged.js';
import type { Subject } from './module.js';
import type { Served } from './served.js';

export interface Tried {
  readonly value: Judged;
  /** Undefined when the tool does what is expected. */
  readonly failure: string | undefined;
}

export interface Outcome {
  readonly subjects: readonly Subject[];
  readonly tried: readonly Tried[];
  readonly skipped: readonly SkippedExport[];
  readonly errors: Served['errors'];
}

interface Run {
  readonly seed: number;
  readonly count: number;
  readonly seconds: number;
}

const BAR = 99;
/** Groups of faults shown. */
const MOST = 20;

/** Share of values, in percent, on which compiler and tool agree; of those that the compiler itself decided. */
export function agreement({ tried }: Outcome): number {
  const judged = tried.filter(({ value: { expected } }) => COUNTED.has(expected));
  return (100 * judged.filter(({ failure }) => failure === undefined).length) / judged.length;
}

const COUNTED: ReadonlySet<Expected> = new Set(['accept', 'refuse']);
/** Not a matter of opinion either, but of rules that are stated here. */
const RULED: ReadonlySet<Expected> = new Set(['lenient', 'tail', 'rule']);

function isJudged(expected: string): boolean {
  return [...COUNTED, ...RULED].some((each) => each === expected);
}

/** Prints all of it; whether the limits hold. */
export function report(outcome: Outcome, { seed, count, seconds }: Run): boolean {
  const { subjects, tried, skipped, errors } = outcome;
  const percent = agreement(outcome);
  say(`types     ${count} (--seed ${seed} --count ${count})`);
  say(`values    ${tried.length}`);
  sayExpectations(tried);
  sayGroups('disagreements', disagreements(outcome), subjects);
  sayGroups('generated code with type errors', typeErrors(outcome), subjects);
  sayGroups('skipped', skips(outcome), subjects);
  const counts = [...coverage(subjects)].map(([row, times]) => `${row} ${times}`);
  say(`types that contain each construct:\n  ${counts.join(', ')}`);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const cpu = process.cpuUsage().user / 1e6;
  say(`time      ${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, peak memory ${memory} MB`);
  say(`agreement ${percent.toFixed(2)} %   bar >= ${BAR} %, nothing skipped, no type error`);
  return percent >= BAR && skipped.length === 0 && errors.length === 0;
}

const MEANING: Readonly<Record<Expected, string>> = {
  accept: 'accepted by the compiler',
  refuse: 'refused by the compiler',
  loose: 'not counted: accepted by the compiler as a mixture of a union’s members',
  lenient: 'not counted: taken, but not announced (dates and bigints in other forms)',
  tail: 'not counted: refused only for what follows a tuple’s rest, of which schemas say less',
  rule: 'not counted: no JSON object for object, {} or number keys',
  unjudged: 'not counted: too many readings',
};

function sayExpectations(tried: readonly Tried[]): void {
  for (const [expected, meaning] of Object.entries(MEANING)) {
    const found = tried.filter(({ value }) => value.expected === expected);
    const failed = found.filter(({ failure }) => failure !== undefined).length;
    if (found.length === 0) continue;
    const otherwise = isJudged(expected) ? `; ${failed} served otherwise` : '';
    say(`  ${String(found.length).padStart(6)}  ${meaning}${otherwise}`);
  }
}

/** Values that a tool serves otherwise than the compiler, or a rule, says. */
export function disagreements({ tried }: Outcome): readonly Fault[] {
  return tried.flatMap(({ value: { subject, json, expected }, failure }) => {
    if (failure === undefined || !isJudged(expected)) return [];
    const detail = `value ${JSON.stringify(json)}: ${failure}`;
    return [{ subject, kind: `${expected}, but ${failure.slice(0, 14)}`, detail }];
  });
}

function typeErrors({ subjects, errors }: Outcome): readonly Fault[] {
  return errors.flatMap(({ tool, message }) =>
    faultsOf(subjects, tool, 'is not assignable', message.slice(0, 600)),
  );
}

function skips({ subjects, skipped }: Outcome): readonly Fault[] {
  return skipped.flatMap(({ export: tool, reason }) =>
    faultsOf(subjects, tool, reason.replace(/parameter .*? is/, 'parameter … is'), reason),
  );
}

/** What cannot be put down to one tool is put down to the first. */
function faultsOf(
  subjects: readonly Subject[],
  tool: string,
  kind: string,
  detail: string,
): readonly Fault[] {
  const subject = subjects.find((each) => each.tool === tool) ?? subjects[0];
  return subject === undefined ? [] : [{ subject, kind, detail }];
}

function sayGroups(title: string, faults: readonly Fault[], subjects: readonly Subject[]): void {
  if (faults.length === 0) return;
  say(`${title}: ${faults.length}`);
  for (const { title: what, count, smallest } of groups(faults, subjects).slice(0, MOST)) {
    say(`${String(count).padStart(6)}  ${what}`);
    say(`          ${smallest.subject.source.replaceAll('\n', '\n          ')}`);
    say(`          ${smallest.detail}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
