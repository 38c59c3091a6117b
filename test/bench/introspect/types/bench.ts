// Random types against the compiler: does every tool accept, refuse and give back what TypeScript says it should?
import { parseArgs } from 'node:util';
import { randomTypes } from './generator.js';
import { type Judged, judge } from './judged.js';
import { moduleSource, subjectsOf } from './module.js';
import { seeded } from './random.js';
import { type Outcome, report } from './report.js';
import { ROWS } from './rows.js';
import { serve } from './served.js';
import { trials } from './tried.js';
import { valuesFor } from './values.js';

const DEPTH = 3;
const VALUES = 14;

export interface Options {
  readonly seed: number;
  readonly count: number;
}

/** Prints agreement and disagreements; false under 99 % or when a type is not served. */
export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      count: { type: 'string', default: '600' },
    },
  });
  const options = { seed: Number(values.seed), count: Number(values.count) };
  const started = performance.now();
  const outcome = await compare(options);
  const seconds = (performance.now() - started) / 1000;
  return report(outcome, { ...options, seconds });
}

/** The whole comparison for one seed. */
export async function compare({ seed, count }: Options): Promise<Outcome> {
  const random = seeded(seed);
  const subjects = subjectsOf(randomTypes(ROWS, random, count, DEPTH), random);
  const source = moduleSource(subjects);
  const values = subjects.flatMap((subject) =>
    valuesFor(subject.type.spec, random, VALUES).map((json) => ({ subject, json })),
  );
  const judged = judge(source, values);
  const served = await serve(source);
  const tools = trials(served);
  const tried: { value: Judged; failure: string | undefined }[] = [];
  for (const value of judged) {
    const trial = tools.get(value.subject.tool);
    if (trial !== undefined) tried.push({ value, failure: await trial(value) });
  }
  return { subjects, tried, skipped: served.model.skipped, errors: served.errors };
}
