// --print: every export of a source, as JSON to the letter of the contract or as a table for people.
import { inputSchema, outputSchema } from '../model/json-schema.js';
import type { ModuleModel, ToolModel } from '../model/module.js';
import { diagnosticsText, json, lines, type Paint } from './report.js';
import { columns, inputText, oneLine } from './text.js';

export function printJson({ tools, skipped, diagnostics }: ModuleModel): string {
  return json({
    tools: tools.map(toolJson),
    resources: [],
    prompts: [],
    skipped: skipped.map(({ export: name, reason, hint, file, line }) => ({
      export: name,
      reason,
      ...(hint !== undefined && { hint }),
      file,
      line,
    })),
    diagnostics: diagnostics.map(({ export: _, ...diagnostic }) => diagnostic),
  });
}

function toolJson(tool: ToolModel): object {
  const { name, title, description, annotations, mode, source, proposal } = tool;
  const output = outputSchema(tool);
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: inputSchema(tool),
    ...(output !== undefined && { outputSchema: output }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
    mode,
    source,
    proposal: {
      include: proposal.include,
      reasons: [...proposal.reasons, ...(proposal.evidence ?? [])],
    },
  };
}

/** Every export once: a tool, left out or skipped; each with its reason and the way out. */
export function printTable(model: ModuleModel, paint: Paint): string {
  const included = model.tools.filter((tool) => tool.proposal.include);
  const leftOut = model.tools.filter((tool) => !tool.proposal.include);
  return [
    section(`tools (${included.length})`, included.flatMap(toolRow), paint),
    section(`left out (${leftOut.length})`, leftOut.flatMap(leftOutRow), paint),
    section(`skipped (${model.skipped.length})`, model.skipped.flatMap(skippedRow), paint),
    section('findings', [], paint, diagnosticsText(model.diagnostics, paint)),
  ].join('');
}

/** Whether a strict reading fails: warnings of what is served as proposed; the rest concerns nobody. */
export function isWarned({ tools, diagnostics }: ModuleModel): boolean {
  const leftOut = new Set(
    tools.filter(({ proposal }) => !proposal.include).map(({ source }) => source.export),
  );
  return diagnostics.some(
    (one) => one.severity !== 'note' && !(one.export !== undefined && leftOut.has(one.export)),
  );
}

type Row = readonly string[];

function section(title: string, rows: readonly Row[], paint: Paint, text = ''): string {
  const body = rows.length > 0 ? lines(columns(rows).map((line) => `  ${line}`)) : text;
  return body === '' ? '' : `${paint('bold', title)}\n${body}\n`;
}

function toolRow(tool: ToolModel): Row[] {
  const { name, source, mode, description, proposal } = tool;
  const said =
    description === undefined ? 'no description' : oneLine(description.split('\n')[0] ?? '');
  const kind = [mode, ...effects(tool)].join(', ');
  const row = [`${name}${inputText(tool.input)}`, kind, `${source.file}:${source.line}`, said];
  const renamed = name === source.export ? [] : [['', '', '', `export ${oneLine(source.export)}`]];
  const notes = proposal.reasons.map((reason) => ['', '', '', `note: ${oneLine(reason)}`]);
  const proposed = mode === 'job' ? (proposal.evidence ?? []).filter(isOfMode) : [];
  const why = proposed.map((reason) => ['', '', '', oneLine(reason)]);
  return [row, ...renamed, ...notes, ...why];
}

/** Why it is a job: `job: it starts a program (src/lib.ts:12)`. */
function isOfMode(evidence: string): boolean {
  return evidence.startsWith('job: ');
}

/** Annotations in brief: what it does to the world, as clients are told. */
function effects({ annotations }: ToolModel): string[] {
  const { readOnlyHint, destructiveHint, openWorldHint } = annotations;
  return [
    ...(readOnlyHint ? ['reads'] : []),
    ...(destructiveHint ? ['destroys'] : []),
    ...(openWorldHint ? ['network'] : []),
  ];
}

function leftOutRow({ source, input, proposal }: ToolModel): Row[] {
  const why = proposal.reasons.map(oneLine).join('; ') || 'left out by default';
  return [[`${oneLine(source.export)}${inputText(input)}`, `${source.file}:${source.line}`, why]];
}

function skippedRow(skip: ModuleModel['skipped'][number]): Row[] {
  const { export: name, file, line, reason, hint } = skip;
  const row = [oneLine(name), `${file}:${line}`, oneLine(reason)];
  return hint === undefined ? [row] : [row, ['', '', `fix: ${oneLine(hint)}`]];
}
