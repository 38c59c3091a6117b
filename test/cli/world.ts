// A world for the commands: a temporary folder, captured output, a scripted person, a small generator.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Context } from '../../src/cli/context.ts';
import { createCommand } from '../../src/cli/create-command.ts';
import { type Parts, parts as shipped } from '../../src/cli/parts.ts';
import type { Prompter } from '../../src/cli/prompter.ts';
import type { ProcessOrder } from '../../src/cli/run-process.ts';
import { wrapCommand } from '../../src/cli/wrap-command.ts';
import type { Generated, GenerateRequest } from '../../src/generate.ts';
import type { ModuleModel, SkippedExport, ToolModel } from '../../src/model/module.ts';
import { planLayout } from '../../src/plan/layout.ts';
import { planServer } from '../../src/plan/server.ts';
import { locateSource } from '../../src/source/locate.ts';
import { diff, trackedPaths } from '../../src/tree/changes.ts';
import { diffText } from '../../src/tree/diff-text.ts';
import { applyChanges, readDisk } from '../../src/tree/disk.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { MANIFEST_PATH } from '../../src/tree/manifest.ts';
import { check } from '../../src/tree/verdict.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly dir: string;
  /** Where commands run, below `dir`. */
  cwd: string;
  readonly orders: ProcessOrder[];
  readonly asked: string[];
  model: ModuleModel;
  /** What the person answers, in order; `ctrl-c` ends the question. Undefined: nobody is there. */
  person: readonly unknown[] | undefined;
  env: Record<string, string>;
  /** How programs that are run end. */
  programs: 'well' | 'badly' | 'interrupted';
  readonly abort: AbortController;
  /** The parts in use: a small generator unless `realParts` is put here. */
  parts: (world: World) => Parts;
  create(...argv: string[]): Promise<Ran>;
  wrap(...argv: string[]): Promise<Ran>;
  file(path: string, text: string): string;
  files(folder?: string): readonly string[];
  remove(): void;
}

/** A package with src/lib.ts in a fresh folder. */
export function makeWorld(model: ModuleModel = notes()): World {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
  const run = async (command: typeof wrapCommand, argv: readonly string[]): Promise<Ran> => {
    const streams = { stdout: '', stderr: '' };
    const code = await command(contextOf(world, argv, streams), world.parts(world));
    return { code, ...streams };
  };
  const world: World = {
    dir,
    cwd: '.',
    orders: [],
    asked: [],
    model,
    person: undefined,
    env: {},
    programs: 'well',
    abort: new AbortController(),
    parts: partsOf,
    create: (...argv) => run(createCommand, argv),
    wrap: (...argv) => run(wrapCommand, argv),
    file: (path, text) => {
      const full = join(dir, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    },
    files: (folder = '.') =>
      readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, folder).length + 1))
        .sort(),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  world.file('package.json', '{ "name": "@acme/notes", "type": "module" }\n');
  world.file('src/lib.ts', '/** Adds. */\nexport const add = (a: number, b: number) => a + b;\n');
  return world;
}

function contextOf(
  world: World,
  argv: readonly string[],
  streams: { stdout: string; stderr: string },
): Context {
  return {
    argv,
    cwd: join(world.dir, world.cwd),
    env: world.env,
    stdout: { write: (text) => (streams.stdout += text) },
    stderr: { write: (text) => (streams.stderr += text) },
    interactive: world.person !== undefined,
    progress: false,
    color: { stdout: false, stderr: false },
    width: 100,
    signal: world.abort.signal,
    version: '0.1.0',
  };
}

function partsOf(world: World): Parts {
  return {
    locateSource: async (specifier, folder) => locateSource(specifier, folder),
    introspect: async () => world.model,
    generate: async (request) => smallGenerate(request),
    write: async (out, { changes }) => applyChanges(out, changes),
    diffText,
    prompter: async () => scripted(world),
    progress: async () => ({ during: (_text, work) => work() }),
    run: async (order) => {
      world.orders.push(order);
      const ok = world.programs === 'well';
      if (ok && order.args[0] === 'install') {
        mkdirSync(join(order.cwd, 'node_modules'), { recursive: true });
      }
      const interrupted = world.programs === 'interrupted';
      return { ok, interrupted, output: ok ? '' : 'network is down' };
    },
    freshToken: async () => 'mcp_token-for-tests',
    diagnose: shipped.diagnose,
  };
}

/** The parts as they are shipped, but for people and for the programs that would be run. */
export function realParts(world: World): Parts {
  const { prompter, progress, run } = partsOf(world);
  return { ...shipped, prompter, progress, run };
}

/** The real plan and tree around three files, so that the commands are tested without templates. */
function smallGenerate(request: GenerateRequest): Generated {
  const { out, config, model, toolVersion, force } = request;
  const layout = planLayout(request);
  const plan = planServer({ config, model, layout, toolVersion });
  const surface = { tools: plan.tools.map(({ name }) => ({ name, inputSchema: {} })) };
  const tree: FileTree = new Map([
    ['mcp.config.json', { content: `${JSON.stringify(config, null, 2)}\n`, ownership: 'yours' }],
    [
      'package.json',
      { content: `{ "name": ${JSON.stringify(plan.name)} }\n`, ownership: 'merged' },
    ],
    ['src/tools.gen.json', { content: `${JSON.stringify(surface)}\n`, ownership: 'managed' }],
    ['README.md', { content: `# ${plan.name}\n`, ownership: 'seed' }],
  ]);
  const manifest = readDisk(out, [MANIFEST_PATH]).get(MANIFEST_PATH);
  const disk = readDisk(out, trackedPaths(tree, manifest));
  const about = { generator: toolVersion, source: layout.sourceLabel };
  const changes = diff({ tree, disk, about, force });
  const verdict = check(changes, disk.get('src/tools.gen.json'), JSON.stringify(surface));
  return { plan, workflow: 'name: ci\n', changes, check: verdict, diagnostics: plan.diagnostics };
}

/** Answers in order; every question is written down. */
function scripted(world: World): Prompter {
  const answers = [...(world.person ?? [])];
  const next = (question: string): unknown => {
    world.asked.push(question);
    const answer = answers.shift();
    if (answer !== 'ctrl-c') return answer;
    throw Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
  };
  const remember = () => {
    world.person = answers;
  };
  return {
    checkbox: async (message, choices) => {
      const shown = choices.map(({ name, checked }) => `${checked ? '[x]' : '[ ]'} ${name}`);
      const answer = next([message, ...shown].join('\n'));
      remember();
      if (Array.isArray(answer)) return answer.map(String);
      return choices.filter(({ checked }) => checked).map(({ value }) => value);
    },
    select: async (message, choices, first) => {
      const answer = next(message);
      remember();
      return choices.find(({ value }) => value === answer)?.value ?? first;
    },
    input: async ({ message, proposal, check: problem }) => {
      const answer = String(next(message) ?? proposal ?? '');
      remember();
      const wrong = problem(answer);
      if (wrong !== undefined) throw new Error(`${answer} was refused: ${wrong}`);
      return answer;
    },
    confirm: async (message) => {
      const answer = next(message);
      remember();
      return answer !== false;
    },
  };
}

export function tool(name: string, more: Partial<ToolModel> = {}): ToolModel {
  return {
    name,
    description: `Does ${name}.`,
    params: [{ property: 'text', optional: false, role: 'value' }],
    input: {
      kind: 'object',
      properties: [{ name: 'text', schema: { kind: 'string' }, optional: false }],
    },
    returns: 'text',
    definitions: {},
    annotations: {},
    mode: 'sync',
    source: { export: name, file: 'src/lib.ts', line: 3 },
    call: { kind: 'module', path: [name] },
    proposal: { include: true, reasons: [] },
    ...more,
  };
}

export const SKIPPED: SkippedExport = {
  export: 'onEach',
  file: 'src/lib.ts',
  line: 40,
  reason: 'takes a callback',
  hint: 'return an array instead',
};

/** As the introspection gives them: why, and the flag that brings it in. */
export const LEFT_OUT = ['deletes files', 'include it with --include-dangerous deleteNote'];

/** Two harmless tools, one that is left out, one export that is skipped. */
export function notes(): ModuleModel {
  return {
    tools: [
      tool('search'),
      tool('list'),
      tool('deleteNote', { proposal: { include: false, reasons: LEFT_OUT } }),
    ],
    skipped: [SKIPPED],
    diagnostics: [
      {
        code: 'description.missing',
        severity: 'warning',
        file: 'src/lib.ts',
        line: 7,
        message: 'list has no description',
        hint: 'add a doc comment',
      },
    ],
    env: [],
  };
}
