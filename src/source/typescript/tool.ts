// One exported function as a tool, or why it is none.
import type { SkippedExport, ToolModel } from '../../model/module.js';
import { legalName } from '../../model/names.js';
import { type Doc, describe, docOf, hidingTag, milliseconds, tagOf } from './docs/doc.js';
import { givenName, wrongTags } from './docs/function-tags.js';
import { instructing } from './docs/instructing.js';
import { evidenceOf } from './evidence/evidence.js';
import { hintsOf, said } from './evidence/hints.js';
import { modeOf } from './evidence/mode.js';
import { proposalOf } from './evidence/safety.js';
import { titleOf } from './evidence/verbs.js';
import type { Candidate } from './exports/exports.js';
import { type Finding, placeOf, type Reading } from './reading.js';
import { toolDoc } from './schemas/tool-literal.js';
import { isLoose } from './schemas/tool-object.js';
import { chooseOverload } from './signature/overload.js';
import type { Shape } from './signature/signature.js';
import type { Refusal } from './types/walk.js';

export interface Verdict {
  readonly tool?: ToolModel;
  readonly skipped?: SkippedExport;
  readonly findings: readonly Finding[];
  /** The compiler infers types at the tool's call: it is tried before it is believed. */
  readonly inferred?: boolean;
}

export function readCandidate(reading: Reading, candidate: Candidate): Verdict {
  if (candidate.refusal !== undefined) return skip(reading, candidate, candidate.refusal);
  const doc = candidateDoc(reading, candidate);
  const hidden = hidingTag(doc);
  if (hidden !== undefined) {
    const hint = `take the tag away to make it a tool`;
    return skip(reading, candidate, { reason: `its doc comment says @${hidden}`, hint });
  }
  const chosen = chooseOverload(reading, candidate, doc);
  if (chosen.kind === 'refused') return skip(reading, candidate, chosen);
  const tool = toolOf(reading, candidate, chosen);
  return {
    tool,
    inferred: chosen.generic || candidate.type.getCallSignatures().length > 1,
    findings: [
      ...named(candidate, tool, chosen.doc),
      ...undescribed(tool),
      ...wrongTags(reading, candidate, chosen.doc),
      ...instructing(candidate.export, tool.description, tool.input),
      ...chosen.findings,
    ],
  };
}

/** The comments that may stand on it; a tool object has words of its own. */
function candidateDoc(
  reading: Reading,
  { node, written = node, symbol, type, tool }: Candidate,
): Doc {
  if (tool !== undefined) return toolDoc(reading, tool, docOf([...new Set([node, written])]));
  const signed = type.getCallSignatures().flatMap(({ declaration }) => declaration ?? []);
  const doc = docOf([...new Set([node, ...(symbol.declarations ?? []), written, ...signed])]);
  return inherited(reading, doc);
}

/** `{@inheritDoc other}` stands for the words of another export; its own tags stay. */
function inherited({ exports }: Reading, doc: Doc): Doc {
  const [, name] = /^\{@inheritDoc\s+([\w$]+)\s*\}$/.exec(doc.summary) ?? [];
  const target = name === undefined ? undefined : exports.get(name);
  if (target === undefined) return doc;
  const { summary, tags, params } = docOf(target.declarations ?? []);
  return {
    summary,
    tags: [...doc.tags, ...tags.filter(({ name: tag }) => INHERITED.has(tag))],
    params: new Map([...params, ...doc.params]),
  };
}

const INHERITED = new Set(['remarks', 'returns', 'return', 'throws']);

function skip(
  reading: Reading,
  candidate: Candidate,
  { reason, hint, unresolved, error }: Omit<Refusal, 'kind'>,
): Verdict {
  const place = placeOf(reading, candidate.node);
  const skipped = {
    export: candidate.export,
    reason,
    ...(hint === undefined ? {} : { hint }),
    ...place,
  };
  if (!unresolved && error === undefined) return { skipped, findings: [] };
  const message = `${candidate.export} is skipped: ${reason}`;
  const finding: Finding = {
    code: error ?? 'type.unresolved',
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
  };
  return { skipped, findings: [finding] };
}

function toolOf(reading: Reading, candidate: Candidate, shape: Shape): ToolModel {
  const { params, input, inputFrom, published, definitions, output, returns, undefinable } = shape;
  const { delivery, signatures, doc } = shape;
  const body = evidenceOf(reading, candidate);
  const hints = hintsOf(doc, candidate.export, body);
  const { reason, ...mode } = modeOf(reading, candidate, shape, body);
  const description = describe(doc);
  const timeout = milliseconds(tagOf(doc, 'timeout') ?? '');
  const name = legalName(rawName(candidate, doc));
  const changed = body.evidence.find(({ effect }) => effect === 'state');
  return {
    name,
    title: tagOf(doc, 'title') || titleOf(name),
    ...(description === undefined ? {} : { description }),
    params,
    input,
    ...(inputFrom === undefined ? {} : { inputFrom }),
    ...(published === undefined ? {} : { published }),
    ...(output === undefined ? {} : { output }),
    returns,
    ...(delivery === undefined ? {} : { delivery }),
    ...(undefinable ? { undefinable } : {}),
    ...(signatures === undefined ? {} : { signatures }),
    definitions,
    annotations: hints.annotations,
    ...mode,
    ...(tagOf(doc, 'idempotent') === undefined ? {} : { retry: true }),
    ...(changed === undefined ? {} : { changes: said(changed) }),
    ...(timeout === undefined ? {} : { timeout }),
    source: { export: candidate.export, ...placeOf(reading, candidate.node) },
    call: callOf(reading, candidate),
    proposal: {
      ...(candidate.sameAs === undefined
        ? proposalOf(reading, candidate, name, body)
        : aliasOf(candidate.sameAs)),
      ...evidenceIn([...hints.reasons, ...(reason === undefined ? [] : [reason])]),
    },
  };
}

/** On an instance, the path starts at that. */
function callOf(reading: Reading, candidate: Candidate): ToolModel['call'] {
  const { path, instance } = candidate;
  return instance === undefined
    ? { kind: 'module', path, ...(isLoose(reading, candidate) ? { bound: true } : {}) }
    : { kind: 'module', path: path.slice(instance.depth), on: instance.maker };
}

function evidenceIn(evidence: readonly string[]): Pick<ToolModel['proposal'], 'evidence'> {
  return evidence.length === 0 ? {} : { evidence };
}

/** Two names for one function only cost a model's attention. */
function aliasOf(name: string): ToolModel['proposal'] {
  return {
    include: false,
    reasons: [`the same function as ${name}`, 'name it in --tools to serve it'],
  };
}

function rawName(candidate: Candidate, doc: Doc): string {
  return givenName(doc) ?? candidate.name;
}

function named(candidate: Candidate, tool: ToolModel, doc: Doc): Finding[] {
  const raw = rawName(candidate, doc);
  if (raw === tool.name) return [];
  const message = `${JSON.stringify(raw)} becomes the tool ${tool.name}: clients allow fewer characters`;
  return [{ code: 'name.changed', severity: 'note', message, hint: 'choose a name with @tool' }];
}

function undescribed(tool: ToolModel): Finding[] {
  if (tool.description !== undefined) return [];
  const message = `${tool.source.export} has no description: models choose tools by it`;
  return [
    {
      code: 'description.missing',
      severity: 'warning',
      message,
      hint: 'write a doc comment above it',
    },
  ];
}
