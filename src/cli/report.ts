// What people and programs read of a result: status words and paths, findings, the next commands.
import { styleText } from 'node:util';
import type { Diagnostic } from '../model/diagnostic.js';
import type { ModuleModel } from '../model/module.js';
import type { Change, ChangeKind } from '../tree/file-tree.js';
import type { Verdict } from '../tree/verdict.js';
import { columns, oneLine, printable } from './text.js';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colour where the stream may carry it. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}

/** The result of writing, of `--dry-run` too, as programs read it. */
export interface Written {
  /** POSIX, relative to where the command was run. */
  readonly out: string;
  readonly changes: readonly { readonly path: string; readonly kind: ChangeKind }[];
  /** Commands, executable as typed. */
  readonly next: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const STATUS: { readonly [K in ChangeKind]: Style } = {
  create: 'green',
  identical: 'dim',
  update: 'yellow',
  delete: 'red',
  edited: 'cyan',
  conflict: 'red',
};

export function changesText(
  changes: readonly Pick<Change, 'path' | 'kind'>[],
  paint: Paint,
): string {
  return lines(
    changes.map(({ kind, path }) => `${paint(STATUS[kind], kind.padEnd(9))}  ${printable(path)}`),
  );
}

export function nextText(next: readonly string[]): string {
  return next.length === 0 ? '' : lines(['', 'Next:', ...next.map((command) => `  ${command}`)]);
}

export function checkText(report: Verdict, paint: Paint): string {
  if (report.clean) return `${paint('green', 'clean')}\n`;
  const { stale, edited, surface } = report;
  return lines([
    ...stale.map((path) => `${paint('yellow', 'STALE')}    ${printable(path)}`),
    ...edited.map((path) => `${paint('cyan', 'EDITED')}   ${printable(path)}`),
    ...surface.map(({ tool, change, breaking }) => {
      const verdict = paint(breaking ? 'red' : 'green', breaking ? 'breaking' : 'safe');
      return `${paint('magenta', 'SURFACE')}  ${verdict}  ${oneLine(`${tool}: ${change}`)}`;
    }),
  ]);
}

const SHOWN = 30;
const SHOWN_NOTES = 5;

/** Findings with file:line, errors and warnings first, few of the notes; the way out under each. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], paint: Paint): string {
  const of = (severity: Diagnostic['severity']) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const serious = [...of('error'), ...of('warning')].slice(0, SHOWN);
  const shown = [...serious, ...of('note').slice(0, SHOWN_NOTES)];
  const rest = diagnostics.length - shown.length;
  const texts = shown.flatMap((diagnostic) => diagnosticLines(diagnostic, paint));
  return lines(rest > 0 ? [...texts, `… and ${rest} more; --print json lists them all`] : texts);
}

function diagnosticLines(diagnostic: Diagnostic, paint: Paint): string[] {
  const { severity, file, line, message, hint } = diagnostic;
  const style = { error: 'red', warning: 'yellow', note: 'dim' } as const;
  const first = `${paint(style[severity], severity)}  ${file}:${line}  ${oneLine(message)}`;
  return hint === undefined ? [first] : [first, `    fix: ${oneLine(hint)}`];
}

/** Exports that are no tools: never silence. */
export function skippedText({ skipped }: ModuleModel, paint: Paint): string {
  return lines(
    skipped.slice(0, SHOWN).flatMap(({ export: name, file, line, reason, hint }) => {
      const first = `${paint('yellow', 'skipped')}  ${file}:${line}  ${oneLine(`${name}: ${reason}`)}`;
      return hint === undefined ? [first] : [first, `    fix: ${oneLine(hint)}`];
    }),
  ).concat(skipped.length > SHOWN ? `… and ${skipped.length - SHOWN} more skipped\n` : '');
}

/** Exports that could be tools and are left out until somebody asks for them. */
export function leftOutText(model: ModuleModel, served: ReadonlySet<string>, paint: Paint): string {
  const rows = model.tools
    .filter((tool) => !tool.proposal.include && !served.has(tool.source.export))
    .map(({ source, proposal }) => [
      paint('yellow', 'left out'),
      `${source.file}:${source.line}`,
      oneLine(`${source.export}: ${proposal.reasons.join('; ')}`),
    ]);
  return lines(columns(rows));
}

export function lines(some: readonly string[]): string {
  return some.map((line) => `${line}\n`).join('');
}
