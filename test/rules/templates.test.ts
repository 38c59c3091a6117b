// Every path that a template mentions exists in the view it is rendered over (Handlebars lets `{{#if typo}}` pass).
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { HOSTING_KINDS } from '../../src/config/kinds.js';
import type { ServerPlan } from '../../src/plan/server.js';
import { TEMPLATE_HELPERS } from '../../src/render/engine.js';
import { fileRows, renderTree } from '../../src/render/files.js';
import { packageTemplates } from '../../src/render/templates.js';
import {
  beside,
  PLATFORMS,
  samplePlan,
  sharedJobs,
  starter,
  withJobs,
} from '../unit/render-views/plan.js';
import { filesBelow } from './sources.js';

const templates = packageTemplates();
const plans: readonly ServerPlan[] = [
  samplePlan(beside),
  samplePlan(starter),
  samplePlan(beside, { auth: 'none', hosting: 'none', env: [] }),
  samplePlan(beside, { publicUrl: 'https://notes.example', packageManager: 'pnpm' }),
  samplePlan(beside, { auth: 'cloudflare-access' }),
  samplePlan(beside, { auth: 'oauth' }),
  samplePlan(beside, { hosting: 'systemd' }),
  samplePlan(starter, {
    ...withJobs,
    hosting: 'systemd',
    jobs: { isolate: 'thread', store: 'postgres' },
    publicUrl: 'https://notes.example',
  }),
  samplePlan(beside, { proxy: 'caddy', publicUrl: 'https://notes.example.com' }),
  samplePlan(beside, { proxy: 'nginx', publicUrl: 'https://notes.example.com' }),
  ...HOSTING_KINDS.map((hosting) =>
    samplePlan(beside, {
      hosting,
      proxy: 'cloudflare-tunnel',
      publicUrl: 'https://notes.example.com',
    }),
  ),
  samplePlan(beside, { files: withJobs.files }),
  samplePlan(beside, { files: { store: 's3' } }),
  samplePlan(beside, withJobs),
  samplePlan(beside, { rules: { callers: new Map(), scopes: new Map() } }),
  samplePlan(beside, { ...withJobs, jobs: { isolate: 'none', store: 'postgres' } }),
  ...PLATFORMS.flatMap((hosting) => [
    samplePlan(beside, { ...withJobs, hosting, publicUrl: 'https://notes.example.com' }),
    samplePlan(starter, { ...sharedJobs, hosting, replicas: 3 }),
  ]),
];

interface Use {
  readonly template: string;
  readonly view: unknown;
}

/** Each template with every view it is rendered over, partials with the view of who mentions them. */
const uses = plans.flatMap((plan) => fileRows.flatMap((row) => usesOf(row, plan)));

function usesOf({ origin, when }: (typeof fileRows)[number], plan: ServerPlan): readonly Use[] {
  if (when !== undefined && !when(plan)) return [];
  if (origin.kind === 'hbs') {
    const names = [origin.from, ...Object.values(origin.partials?.(plan) ?? {})];
    return names.map((template) => ({ template, view: origin.view(plan) }));
  }
  if (origin.kind !== 'folders') return [];
  return origin
    .from(plan)
    .flatMap((folder) => templates.list(folder))
    .filter((template) => template.endsWith('.hbs'))
    .flatMap((template) => [template, ...mentioned(template, origin.partials)])
    .map((template) => ({ template, view: origin.view(plan) }));
}

/** Of the partials that a folder's templates may mention, those that this one does. */
function mentioned(template: string, partials: Readonly<Record<string, string>> = {}) {
  const text = templates.read(template);
  return Object.keys(partials).flatMap((name) =>
    text.includes(`{{> ${name}}}`) ? [partials[name] ?? ''] : [],
  );
}

describe('templates', () => {
  it('are all used by a row of the files table', () => {
    const used = new Set(uses.map(({ template }) => `templates/${template}`));
    expect(filesBelow('templates', /\.hbs$/).filter((file) => !used.has(file))).toEqual([]);
  });

  it('mention only what their views have', () => {
    const missing = uses.flatMap(({ template, view }) =>
      problems(Handlebars.parse(templates.read(template)).body, [view]).map(
        (problem) => `${template}: ${problem}`,
      ),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it.each([
    ['{{#if typo}}x{{/if}}', 'no typo in the view'],
    ['{{#each items}}{{this}}{{missing}}{{/each}}', 'no missing in the view'],
    ['{{#each name}}{{this}}{{/each}}', '{{#each name}} is no list'],
    ['{{shout name}}', 'unknown helper shout'],
    ['{{> (lookup . "name")}}', 'a partial chosen by the view'],
  ])('would be found wrong: %s', (template, problem) => {
    const view = { name: 'n', items: [{ a: 1 }] };
    expect(problems(Handlebars.parse(template).body, [view])).toContain(problem);
  });

  it('nest at most one block, and use no partial that a view could choose', () => {
    const wrong = filesBelow('templates', /\.hbs$/).flatMap((file) => {
      const body = Handlebars.parse(templates.read(file.slice('templates/'.length))).body;
      return depth(body) > 1 ? [file] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('render, for every sample plan, to files of our own with LF and a last newline', () => {
    for (const plan of plans) {
      const tree = renderTree(plan, templates);
      const odd = [...tree].filter(([, { content }]) => !/^[^\r]*\n$/.test(content));
      expect(odd.map(([path]) => path)).toEqual([]);
      expect([...renderTree(plan, templates)]).toEqual([...tree]);
    }
  });
});

function isBlock(node: hbs.AST.Statement): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

function isMustache(node: hbs.AST.Statement): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isPartial(node: hbs.AST.Statement): node is hbs.AST.PartialStatement {
  return node.type === 'PartialStatement';
}

function isPath(node: hbs.AST.Expression): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}

function depth(body: readonly hbs.AST.Statement[]): number {
  return Math.max(
    0,
    ...body.filter(isBlock).map((block) => {
      return 1 + Math.max(depth(block.program.body), depth(block.inverse?.body ?? []));
    }),
  );
}

/** What is wrong in these statements; `scope` is the view, then what each block around looks at. */
function problems(
  body: readonly hbs.AST.Statement[],
  scope: readonly unknown[],
): readonly string[] {
  return body.flatMap((node) => {
    if (isMustache(node)) return expressionProblems(node, scope);
    if (isPartial(node)) return isPath(node.name) ? [] : ['a partial chosen by the view'];
    return isBlock(node) ? blockProblems(node, scope) : [];
  });
}

function expressionProblems(
  { path, params }: hbs.AST.MustacheStatement | hbs.AST.BlockStatement,
  scope: readonly unknown[],
): readonly string[] {
  if (params.length === 0) return isPath(path) ? pathProblems(path, scope) : [];
  const helper = isPath(path) ? path.original : path.type;
  return [
    ...(TEMPLATE_HELPERS.includes(helper) ? [] : [`unknown helper ${helper}`]),
    ...params.flatMap((param) => (isPath(param) ? pathProblems(param, scope) : [])),
  ];
}

function blockProblems(
  block: hbs.AST.BlockStatement,
  scope: readonly unknown[],
): readonly string[] {
  const own = expressionProblems(block, scope);
  const [subject] = block.params;
  if (own.length > 0 || subject === undefined || !isPath(subject)) return own;
  const value = lookUp(subject, scope)?.value;
  const inverse = problems(block.inverse?.body ?? [], scope);
  if (block.path.original !== 'each') return [...problems(block.program.body, scope), ...inverse];
  if (!Array.isArray(value)) return [`{{#each ${subject.original}}} is no list`];
  const inner = value.flatMap((item) => problems(block.program.body, [...scope, item]));
  return [...inner, ...inverse];
}

function pathProblems(path: hbs.AST.PathExpression, scope: readonly unknown[]): readonly string[] {
  return path.data || lookUp(path, scope) !== undefined ? [] : [`no ${path.original} in the view`];
}

/** The value of a path, or undefined when a part of it is missing. */
function lookUp(
  path: hbs.AST.PathExpression,
  scope: readonly unknown[],
): { readonly value: unknown } | undefined {
  let value = scope[scope.length - 1 - path.depth];
  for (const part of path.parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      return undefined;
    value = Reflect.get(value, part);
  }
  return { value };
}
