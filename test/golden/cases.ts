// The matrix of answers and places whose projects are kept as goldens.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, configSchema } from '../../src/config/schema.js';
import type { ModuleModel, SourceRef } from '../../src/model/module.js';
import { planLayout } from '../../src/plan/layout.js';
import { planServer } from '../../src/plan/server.js';
import { renderTree } from '../../src/render/files.js';
import { packageTemplates } from '../../src/render/templates.js';
import { renderToolsModule } from '../../src/render/tools.js';
import { introspect, locateSource } from '../../src/source/index.js';
import type { FileTree } from '../../src/tree/file-tree.js';

export const HERE = fileURLToPath(new URL('.', import.meta.url));
const USER = join(HERE, 'source');
const STARTER = fileURLToPath(new URL('../../templates/starter', import.meta.url));

export interface Case {
  readonly name: string;
  readonly source: () => SourceRef;
  /** Absolute; nothing is written there. */
  readonly out: string;
  readonly starter?: boolean;
  readonly answers: Partial<Record<keyof Config, unknown>>;
}

const notes = () => locateSource('./src/notes.ts', USER);
const docker = { kind: 'docker' };

export const CASES: readonly Case[] = [
  {
    name: 'starter',
    source: () => ({ ...locateSource('./src/lib.ts', STARTER), packageDir: STARTER }),
    out: join(HERE, 'virtual', 'starter'),
    starter: true,
    answers: { name: 'first-steps', auth: { kind: 'bearer' }, hosting: docker },
  },
  {
    name: 'beside-bearer-docker',
    source: notes,
    out: join(USER, 'mcp-server'),
    answers: {
      auth: { kind: 'bearer' },
      hosting: { ...docker, publicUrl: 'https://notes.example.com' },
    },
  },
  {
    name: 'local-open',
    source: notes,
    out: join(USER, 'local'),
    answers: {
      auth: { kind: 'none' },
      hosting: { kind: 'none' },
      tools: { exclude: ['write'] },
      errors: 'strict',
      agents: false,
    },
  },
  {
    name: 'elsewhere-pnpm',
    source: notes,
    out: join(HERE, 'virtual', 'elsewhere'),
    answers: { auth: { kind: 'bearer' }, hosting: docker, packageManager: 'pnpm' },
  },
];

/** Of `test/introspect`: errors of the user's own, which the compiler has to repeat. */
const WRONG = new Set(['type-errors', 'unresolved-import']);

const INTROSPECTED = fileURLToPath(new URL('../introspect/', import.meta.url));

/** The tool tables of introspection cases (all that compile), as files of one project that shares a runtime. */
export async function toolTables(
  out: string,
  names: readonly string[] = introspected(),
): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, string>();
  for (const name of names) {
    const dir = join(INTROSPECTED, name);
    const input = readdirSync(dir).find((file) => file.startsWith('input.'));
    const source = locateSource(`./${input}`, dir);
    const model = await introspect(source);
    const layout = planLayout({ source, out, starter: false });
    if (model.tools.length === 0) continue;
    const plan = planServer({ config: everything(model), model, layout, toolVersion: '0.0.0' });
    tables.set(`src/${name}.gen.ts`, renderToolsModule(plan));
  }
  return tables;
}

function introspected(): string[] {
  return readdirSync(INTROSPECTED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !WRONG.has(entry.name))
    .map(({ name }) => name);
}

function everything({ tools }: ModuleModel): Config {
  return configSchema.parse({
    version: 1,
    name: 'cases',
    source: './input.ts',
    tools: { only: tools.map(({ name }) => name) },
    auth: { kind: 'bearer' },
    hosting: docker,
  });
}

/** The project of a case, as it would be written. */
export async function project({ source, out, starter = false, answers }: Case): Promise<FileTree> {
  const ref = source();
  const config = configSchema.parse({
    version: 1,
    name: 'field-notes',
    source: ref.specifier,
    ...answers,
  });
  const layout = planLayout({ source: ref, out, starter });
  const model = await introspect(ref);
  const plan = planServer({ config, model, layout, toolVersion: '0.0.0' });
  return renderTree(plan, packageTemplates());
}
