// What becomes of a prepared generation: written, shown as a list, as text, or judged.
import { relative, sep } from 'node:path';
import { EXIT, WrapError } from '../errors.js';
import type { Generated } from '../generate.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { planHandOff } from '../plan/handoff.js';
import type { Change } from '../tree/file-tree.js';
import { Interruption, stopWhenInterrupted } from './failure.js';
import { finish } from './finish.js';
import { isOurs } from './folder.js';
import { summary } from './interview.js';
import type { Prepared, Session } from './prepare.js';
import {
  changesText,
  checkText,
  diagnosticsText,
  json,
  leftOutText,
  nextText,
  type Paint,
  painter,
  skippedText,
  type Written,
} from './report.js';
import { workflowFile, workflowText } from './workflow.js';

export async function deliver(session: Session, prepared: Prepared): Promise<number> {
  const { flags } = session;
  if (flags.dryRun || flags.diff) return show(session, prepared);
  return writeProject(session, prepared);
}

/** The CI gate: judges what stands on disk, writes nothing. */
export function check({ context, flags }: Session, { generated }: Prepared): number {
  const report = generated.check;
  const paint = painter(context.color.stdout);
  context.stdout.write(flags.json ? json(report) : checkText(report, paint));
  if (report.clean) return strictly(flags, generated.diagnostics);
  const way = 'npx --package create-mcp-server mcp-wrap';
  context.stderr.write(
    report.edited.length > 0
      ? `fix: put the edits back (${way} --diff shows them), or overwrite them: ${way} --force\n`
      : `fix: ${way} brings it up to date\n`,
  );
  return EXIT.drift;
}

/** @throws WrapError `check.nothing` */
export function refuseCheckOfNothing(out: string): void {
  if (isOurs(out)) return;
  throw new WrapError('check.nothing', `nothing was generated in ${out} yet`, {
    hint: 'generate first: npx --package create-mcp-server mcp-wrap <source>',
  });
}

async function show(session: Session, prepared: Prepared): Promise<number> {
  const { context, flags, parts } = session;
  const { changes, diagnostics } = prepared.generated;
  if (flags.json) {
    context.stdout.write(json(written(session, prepared, changes, [])));
  } else if (flags.diff) {
    context.stdout.write(await parts.diffText(changes));
  } else {
    talk(session, prepared);
    context.stdout.write(changesText(changes, painter(context.color.stdout)));
  }
  return strictly(flags, diagnostics);
}

async function writeProject(session: Session, prepared: Prepared): Promise<number> {
  const { context, flags, parts, target } = session;
  const { generated } = prepared;
  refuseForeign(target.out, generated.changes);
  if (prepared.interviewed) await confirmLast(session, prepared);
  stopWhenInterrupted(context);
  const workflow = workflowFile(session, generated);
  await parts.write(target.out, generated);
  if (workflow) await parts.write(workflow.folder, { ...generated, changes: [workflow.change] });
  const finished = await finish(session, prepared, (changes) => {
    if (flags.json) return;
    talk(session, prepared);
    const shown = session.brief ? changes.filter(({ kind }) => kind !== 'identical') : changes;
    context.stdout.write(changesText(shown, painter(context.color.stdout)));
    context.stderr.write(workflowText(session, generated));
  });
  const all = [...generated.diagnostics, ...finished.diagnostics];
  const result = written(session, prepared, finished.changes, finished.next);
  if (flags.json) context.stdout.write(json({ ...result, diagnostics: all }));
  else if (!session.brief) context.stdout.write(nextText(finished.next));
  return finished.interrupted ? EXIT.interrupted : strictly(flags, all);
}

/** All or nothing: one file that is not ours to overwrite stops the whole of it. */
function refuseForeign(out: string, changes: readonly Change[]): void {
  const paths = (some: readonly Change[]) => some.map(({ path }) => path).join(', ');
  const foreign = changes.filter(({ kind }) => kind === 'conflict');
  if (foreign.length > 0) {
    throw new WrapError('out.foreign', `${out} holds files of somebody else: ${paths(foreign)}`, {
      hint: 'choose another folder with --out, move them away, or overwrite them with --force',
    });
  }
  const edited = changes.filter(
    ({ kind, ownership }) => kind === 'edited' && ownership === 'managed',
  );
  if (edited.length === 0) return;
  throw new WrapError('out.edited', `edited by hand in ${out}: ${paths(edited)}`, {
    hint: 'see the edits with --diff; put them back, or overwrite them with --force',
  });
}

async function confirmLast(session: Session, prepared: Prepared): Promise<void> {
  const { context, parts, target } = session;
  const { plan, changes } = prepared.generated;
  const screen = summary({
    config: prepared.config,
    out: shownPath(context.cwd, target.out),
    served: plan.tools.map(({ name, mode }) => (mode === 'job' ? `${name} (job)` : name)),
    changes,
    width: context.width,
  });
  context.stderr.write(screen);
  const prompter = await parts.prompter(context);
  if (!(await prompter.confirm('Write these files?'))) throw new Interruption('declined');
}

/** What the user should know of the source; who was asked has seen what is no tool. */
function talk({ context, target }: Session, prepared: Prepared): void {
  const { model, config, generated, interviewed } = prepared;
  const paint = painter(context.color.stderr);
  const before = target.config?.source ?? config.source;
  if (before !== config.source) {
    context.stderr.write(
      `${paint('yellow', 'warning')}  this was the server of ${before}, and becomes that of ${config.source}\n    fix: if both are wanted, give the other a folder of its own with --out\n`,
    );
  }
  const served = new Set(generated.plan.tools.map(({ source }) => source.export));
  if (!interviewed) {
    context.stderr.write(skippedText(model, paint));
    context.stderr.write(leftOutText(model, served, paint));
  }
  context.stderr.write(diagnosticsText(generated.diagnostics, paint));
  context.stderr.write(handOffText(generated, paint));
}

/** Whoever gets a new hand-off file should know when it names this machine alone. */
function handOffText({ plan, changes }: Generated, paint: Paint): string {
  const { warning } = planHandOff(plan);
  const isNews = changes.some(
    ({ path, kind }) => path.startsWith('handoff/') && (kind === 'create' || kind === 'update'),
  );
  return warning !== undefined && isNews ? `${paint('yellow', 'warning')}  ${warning}\n` : '';
}

function written(
  { context, target }: Session,
  { generated }: Prepared,
  changes: readonly Pick<Change, 'path' | 'kind'>[],
  next: readonly string[],
): Written {
  return {
    out: shownPath(context.cwd, target.out),
    changes: changes.map(({ path, kind }) => ({ path, kind })),
    next,
    diagnostics: generated.diagnostics,
  };
}

/** POSIX, relative to where the command was run. */
export function shownPath(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join('/') || '.';
}

function strictly({ strict }: Session['flags'], diagnostics: readonly Diagnostic[]): number {
  const warned = diagnostics.some(({ severity }) => severity !== 'note');
  return strict && warned ? EXIT.drift : EXIT.ok;
}
