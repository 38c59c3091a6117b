// Runs the conformance cases in a process of their own, once, and tells what became of each.
import { join } from 'node:path';
import { run } from '../helpers/run.ts';
import { bundlePrograms, type Mutation } from './bundle.ts';
import type { Case, Driver } from './driver.ts';
import type { Outcome } from './runner.ts';

export interface SuiteOptions {
  /** The Node that it runs on; this one unless told otherwise. */
  readonly node?: string;
  /** One class of cases only. */
  readonly group?: string;
  readonly mutation?: Mutation;
}

/** What became of each case. Fails when the program did not come to its end. */
export async function outcomes(
  kind: Driver['kind'],
  { node = process.execPath, group, mutation }: SuiteOptions = {},
): Promise<readonly Outcome[]> {
  const programs = await bundlePrograms(kind, mutation);
  const args = [join(programs.dir, 'runner.mjs'), ...(group === undefined ? [] : [group])];
  const { code, stdout, stderr } = await run(node, args, { cwd: programs.dir, timeout: 600_000 });
  await programs.remove();
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const all: Outcome[] = lines.map((line) => JSON.parse(line));
  if (code === 0) return all;
  const last = all.at(-1)?.name ?? 'the start';
  return [
    ...all,
    {
      group: group ?? '',
      name: 'the end',
      ms: 0,
      error: `ended with ${code} after: ${last}\n${stderr}`,
    },
  ];
}

/** The cases of a kind, as tests name them. */
export function casesOf(kind: Driver['kind'], cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ only }) => only === undefined || only === kind);
}
