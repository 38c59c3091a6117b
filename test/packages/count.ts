// Counts what becomes of a package's exports, and holds the result against its declarations and its run-time exports.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { inputSchema, outputSchema } from '../../src/model/json-schema.js';
import type { ModuleModel, ToolModel } from '../../src/model/module.js';
import { introspect, locateSource } from '../../src/source/index.js';
import { type Declared, declaredExports, runningExports } from './declared.js';

/** One row of counts.json. */
export interface Count {
  /** Declared exports that can be called. */
  readonly callable: number;
  /** Of those, how many are tools, and the share in per cent. */
  readonly served: number;
  readonly share: number;
  /** Callable exports whose parameters and results can be JSON at all, and the share of tools among them. */
  readonly serialisable: number;
  readonly shareOfSerialisable: number;
  /** All tools: static methods of classes among them. */
  readonly tools: number;
  /** Tools that are proposed to stay out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** Bytes of all input and output schemas, as in tools/list. */
  readonly schemaBytes: number;
  readonly largestTool: number;
  readonly undescribed: number;
  /** Declared, but not exported at run time; and the other way round. */
  readonly missing: readonly string[];
  readonly undeclared: number;
}

/** What must not be: each names an export or a tool. Empty when everything is right. */
export interface Faults {
  readonly lost: readonly string[];
  readonly wrongSchemas: readonly string[];
  readonly undescribed: readonly string[];
  readonly unnamedDifferences: readonly string[];
}

export interface Counted {
  readonly count: Count;
  readonly faults: Faults;
}

/** Introspects the package `name` as installed in `folder`. */
export async function countPackage(name: string, folder: string): Promise<Counted> {
  const model = await introspect(locateSource(`npm:${name}`, folder));
  const declared = declaredExports(name, folder);
  const running = await runningExports(name, folder);
  return { count: countOf(model, declared), faults: faultsOf(model, declared, running) };
}

const MISSING = 'declared but not exported at run time';
const UNDECLARED = 'exported at run time but not declared';

/** What no schema can say: functions, instances and streams, given or returned. */
const INEXPRESSIBLE =
  /is a function$|returns a function|which is no data$|is an instance of the class|returns an? (?:iterator|stream)/;

function countOf(model: ModuleModel, declared: Declared): Count {
  const tools = new Set(model.tools.map(labelOf));
  const reasons = new Map(model.skipped.map((skip) => [labelOf(skip), skip.reason]));
  const served = declared.functions.filter(({ name }) => tools.has(name)).length;
  const serialisable = declared.functions.filter(
    ({ name }) => tools.has(name) || !INEXPRESSIBLE.test(reasons.get(name) ?? ''),
  ).length;
  const sizes = model.tools.map(bytesOf);
  const skipped = model.skipped.filter(({ reason }) => reason !== UNDECLARED);
  return {
    callable: declared.functions.length,
    served,
    share: percent(served, declared.functions.length),
    serialisable,
    shareOfSerialisable: percent(served, serialisable),
    tools: model.tools.length,
    leftOut: tally(
      model.tools.flatMap(({ proposal }) => (proposal.include ? [] : proposal.reasons.slice(0, 1))),
    ),
    skipped: tally(skipped.map(({ reason }) => reason)),
    schemaBytes: sizes.reduce((sum, size) => sum + size, 0),
    largestTool: Math.max(...sizes),
    undescribed: model.tools.filter(({ description }) => description === undefined).length,
    missing: model.skipped.filter(({ reason }) => reason === MISSING).map(labelOf),
    undeclared: model.skipped.filter(({ reason }) => reason === UNDECLARED).length,
  };
}

function faultsOf(model: ModuleModel, declared: Declared, running: ReadonlySet<string>): Faults {
  const accounted = new Set([...model.tools, ...model.skipped].map(labelOf));
  const described = new Set(model.tools.filter(({ description }) => description).map(labelOf));
  const tools = new Set(model.tools.map(labelOf));
  const isUnsure = model.diagnostics.some(({ code }) => code === 'exports.unknown');
  return {
    lost: declared.functions.filter(({ name }) => !accounted.has(name)).map(({ name }) => name),
    wrongSchemas: model.tools.filter(isWrong).map(({ name }) => name),
    undescribed: declared.functions
      .filter(({ name, documented }) => documented && tools.has(name) && !described.has(name))
      .map(({ name }) => name),
    unnamedDifferences: isUnsure ? [] : differences(declared, running, accounted, tools),
  };
}

/** Tools that do not run, and run-time exports of which nothing is said. */
function differences(
  { functions, values }: Declared,
  running: ReadonlySet<string>,
  accounted: ReadonlySet<string>,
  tools: ReadonlySet<string>,
): readonly string[] {
  const gone = functions
    .map(({ name }) => name)
    .filter((name) => tools.has(name) && !running.has(name.split('.')[0] ?? ''));
  const unsaid = [...running].filter((name) => !values.has(name) && !accounted.has(name));
  return [...gone, ...unsaid];
}

/** As the declarations name it: members of what is assigned or default are the package's own. */
function labelOf(place: ToolModel | { readonly export: string }): string {
  const name = 'source' in place ? place.source.export : place.export;
  return name.replace(/^default\./, '');
}

function isWrong(tool: ToolModel): boolean {
  const ajv = new Ajv2020({ strict: true, strictTuples: false, allowUnionTypes: true });
  for (const format of ['date-time', 'email', 'regex', 'uri']) ajv.addFormat(format, true);
  const output = outputSchema(tool);
  const errors = [inputSchema(tool), ...(output === undefined ? [] : [output])].filter((schema) => {
    try {
      return ajv.compile(schema) === undefined;
    } catch {
      return true; // strict mode throws what is wrong with it
    }
  });
  return errors.length > 0;
}

function bytesOf(tool: ToolModel): number {
  const text = JSON.stringify([inputSchema(tool), outputSchema(tool)]);
  return new TextEncoder().encode(text).byteLength;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10;
}

/** How often each reason is given, names of parameters and members left out of it; the most frequent first. */
function tally(reasons: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of reasons.map(general)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

function general(reason: string): string {
  return reason
    .replace(/^the parameter \S+|^parameter \S+/, 'a parameter')
    .replace(/has the member \S+,/, 'has a member')
    .replace(/instance of the class \S+/, 'instance of a class')
    .replace(/instances of \S+$/, 'instances');
}
