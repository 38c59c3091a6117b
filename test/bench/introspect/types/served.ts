// What is made of the module: its tools, their published schemas, and the generated table, loaded and type-checked.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { configSchema } from '../../../../src/config/schema.js';
import type { ModuleModel } from '../../../../src/model/module.js';
import { planLayout } from '../../../../src/plan/layout.js';
import { planServer } from '../../../../src/plan/server.js';
import { renderToolsModule } from '../../../../src/render/tools.js';
import { introspect, locateSource } from '../../../../src/source/index.js';
import { type Loaded, loadTools, OUT } from '../../../helpers/load-tools.js';
import { createProgram } from '../../../helpers/virtual-program.js';

export interface Served {
  readonly model: ModuleModel;
  readonly table: Loaded;
  /** Errors of the generated table, by the tool they are about. */
  readonly errors: readonly { readonly tool: string; readonly message: string }[];
}

const TABLE = 'src/random.gen.ts';

/** Wraps a module's source text as `mcp-wrap` does, in a folder of its own. */
export async function serve(source: string): Promise<Served> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'random-types-')));
  try {
    writeFileSync(join(dir, 'package.json'), '{ "name": "random-types", "type": "module" }\n');
    writeFileSync(join(dir, 'lib.ts'), source);
    const ref = locateSource('./lib.ts', dir);
    const model = await introspect(ref);
    const config = configSchema.parse({
      version: 1,
      name: 'random-types',
      source: './lib.ts',
      tools: { only: model.tools.map(({ name }) => name) },
      auth: { kind: 'none' },
      hosting: { kind: 'none' },
    });
    const layout = planLayout({ source: ref, out: OUT, starter: false });
    const text = renderToolsModule(planServer({ config, model, layout, toolVersion: '0.0.0' }));
    const table = (await loadTools(new Map([[TABLE, text]]))).get(TABLE);
    if (table === undefined) throw new Error('the table was not loaded');
    return { model, table, errors: typeErrors(text) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** As a generated project checks it, whose user has no settings of his own. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.Preserve,
  allowImportingTsExtensions: true,
  types: ['node'],
  noEmit: true,
  skipLibCheck: true,
  rootDirs: ['project', 'files'].map((part) => join(OUT, '..', part, 'src')),
};

function typeErrors(text: string): Served['errors'] {
  const path = join(OUT, TABLE);
  const program = createProgram([path], new Map([[path, text]]), OPTIONS);
  const file = program.getSourceFile(path);
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ start = 0, messageText }) => {
    const before = [...text.slice(0, start).matchAll(/name: '(\w+)'/g)];
    const line = text.slice(text.lastIndexOf('\n', start) + 1, text.indexOf('\n', start)).trim();
    const message = `${ts.flattenDiagnosticMessageText(messageText, ' ')} (${line})`;
    return { tool: before.at(-1)?.[1] ?? '', message };
  });
}
