// One folder per construct: what the compiler front end makes of it, compared exactly.
// `UPDATE_MODELS=1` writes what it makes of them now.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inputSchema, type JsonSchema, outputSchema } from '../../src/model/json-schema.js';
import type { ModuleModel, ParamModel, ToolModel } from '../../src/model/module.js';
import { introspectTypescript } from '../../src/source/typescript/index.js';
import { ajv, announcedBy } from './announced.js';
import { caseSource, introspectCase } from './read-case.js';

const ROOT = import.meta.dirname;
const CASES = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Each case gives the model that was read last. */
export function describeModels(): void {
  it.each(CASES)('%s', async (name) => {
    const model = await introspectCase(name);
    for (const tool of model.tools) expectValid(tool);
    const shown = `${JSON.stringify(summary(name, model), null, 2)}\n`;
    const path = join(ROOT, name, 'model.json');
    if (process.env.UPDATE_MODELS === '1') writeFileSync(path, shown);
    expect(shown).toBe(readFileSync(path, 'utf8'));
  });

  it.each(CASES.filter(importsPackages))('%s is the same with all packages read', async (name) => {
    const all = introspectTypescript(caseSource(name), { dom: false, packages: 'all' });
    expect(await introspectCase(name)).toEqual(all);
  });
}

function importsPackages(name: string): boolean {
  const text = readFileSync(caseSource(name).entry, 'utf8');
  return /(from|require\() ?['"](?!node:|\.)/.test(text);
}

/** The client rules: a closed plain root, references only in inputs, literal draft 2020-12. */
function expectValid(tool: ToolModel): void {
  const { input, output } = announcedBy(tool);
  expect(input).toMatchObject({ type: 'object', additionalProperties: false });
  expectDefaults(input);
  if (output === undefined) return;
  expect(output.type).toBe('object');
  expect(JSON.stringify(output)).not.toContain('$ref');
  expectDefaults(output);
}

function expectDefaults(schema: JsonSchema): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined) continue;
    const accepts = ajv.compile({ ...property, $defs: schema.$defs ?? {} });
    expect(accepts(property.default), `default of ${name}`).toBe(true);
  }
}

function summary(name: string, model: ModuleModel) {
  const prefix = `test/introspect/${name}/`;
  const tools = model.tools.map((tool) => ({
    name: tool.name,
    ...(tool.title === undefined ? {} : { title: tool.title }),
    ...(tool.description === undefined ? {} : { description: tool.description }),
    call: (tool.signatures ?? [tool])
      .map(({ params }) => `${callee(tool)}(${params.map(param).join(', ')})`)
      .join(' | '),
    input: inputSchema(tool),
    ...(tool.output === undefined ? { returns: tool.returns } : { output: outputSchema(tool) }),
    ...(tool.undefinable ? { undefinable: true } : {}),
    ...(Object.keys(tool.annotations).length === 0 ? {} : { annotations: tool.annotations }),
    ...(tool.mode === 'sync' ? {} : { mode: tool.mode }),
    ...(tool.timeout === undefined ? {} : { timeout: tool.timeout }),
    place: `${tool.source.export} ${tool.source.file.replace(prefix, '')}:${tool.source.line}`,
    ...(tool.proposal.include && tool.proposal.reasons.length === 0
      ? {}
      : { proposal: tool.proposal }),
  }));
  const { skipped, env } = model;
  const diagnostics = model.diagnostics.map(({ export: _, ...diagnostic }) => diagnostic);
  const text = JSON.stringify({ tools, skipped, diagnostics, env });
  return JSON.parse(text.replaceAll(prefix, ''));
}

/** `store.find`, `new Store().find`. */
function callee({ call: { path, on } }: ToolModel): string {
  if (on === undefined) return path.join('.');
  const made = `${on.kind === 'new' ? 'new ' : ''}${on.path.join('.')}()`;
  return [on.later ? `(await ${made})` : made, ...path].join('.');
}

function param({ property, role, optional, files }: ParamModel): string {
  const injected = role === 'value' ? '' : `:${role}${files ? ' with files' : ''}`;
  return `${property ?? ''}${optional ? '?' : ''}${injected}`;
}
