// The tool tables printed for the cases: text, and what tsc says of all of them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Config, configSchema } from '../../src/config/schema.js';
import type { ModuleModel } from '../../src/model/module.js';
import { planLayout } from '../../src/plan/layout.js';
import { planServer } from '../../src/plan/server.js';
import { renderToolsModule } from '../../src/render/tools.js';
import { project, STARTER } from '../golden/cases.js';
import { placedRuntime, typeErrors } from '../helpers/type-check.js';
import { caseSource, introspectCase } from './read-case.js';

/** Where the project of all tables would be written: out of the way of every package. */
const OUT = join(import.meta.dirname, 'virtual');

/** tsc accepts every table against the functions that it calls. */
export function describeTables(): void {
  it('prints tables that type-check, all in one program', async () => {
    const printed = [...(await toolTables(OUT)), ...(await jobTables(OUT))];
    const tables = printed.map(([path, text]) => [join(OUT, path), text] as const);
    const files = new Map([...placedRuntime(OUT), ...tables]);
    const roots = tables.map(([path]) => path);
    const tsconfig = (await project(STARTER)).get('tsconfig.json')?.content ?? '';
    expect(typeErrors({ files, roots, tsconfig }, import.meta.dirname)).toEqual([]);
  });
}

/** Errors of the user's own, which the compiler has to repeat. */
const WRONG = new Set(['type-errors', 'unresolved-import']);

/**
 * The tool tables of introspection cases (all that compile), as files of one project that shares a runtime.
 * Every tool is served as `mode` says.
 */
export async function toolTables(
  out: string,
  names: readonly string[] = introspected(),
  mode: 'sync' | 'job' = 'sync',
): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, string>();
  for (const name of names) {
    const source = caseSource(name);
    const model = await introspectCase(name);
    const layout = planLayout({ source, out, starter: false });
    if (model.tools.length === 0) continue;
    const plan = planServer({
      config: everything(model, mode),
      model,
      layout,
      toolVersion: '0.0.0',
    });
    tables.set(`src/${name}.${mode === 'job' ? 'jobs.' : ''}gen.ts`, renderToolsModule(plan));
  }
  return tables;
}

/** Jobs give what they return as it is: tables of the cases that tell kinds of results apart. */
function jobTables(out: string): Promise<ReadonlyMap<string, string>> {
  return toolTables(
    out,
    introspected().filter((name) => /^(results|overloads)/.test(name)),
    'job',
  );
}

function introspected(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !WRONG.has(entry.name))
    .map(({ name }) => name);
}

function everything({ tools }: ModuleModel, mode: 'sync' | 'job'): Config {
  const only = tools.map(({ name }) => name);
  return configSchema.parse({
    version: 1,
    name: 'cases',
    source: './input.ts',
    tools: { only, [mode]: only },
    auth: { kind: 'bearer' },
    hosting: { kind: 'docker' },
  });
}
