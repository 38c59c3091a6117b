// What the compiler says of the calls, applied: it refuses neither a call nor a result that is generated.
import type { SignatureModel, ToolModel } from '../../../model/module.js';
import { merged } from '../../../model/overloads.js';
import type { Finding, Reading } from '../reading.js';
import type { Verdict } from '../tool.js';
import { reachable } from '../types/definitions.js';
import { type Complaint, complaintsAbout } from './probe.js';

/**
 * Tries the calls whose types the compiler infers anew (generics, overloads), and all of a package, whose
 * types were written for calls by hand. A signature that it refuses is left out, or the tool with it; an
 * output that it refuses is not published.
 */
export function settled(reading: Reading, verdicts: readonly Verdict[]): readonly Verdict[] {
  const isForeign = reading.ref.packageName !== undefined;
  const tools = verdicts.flatMap(({ tool, inferred }) =>
    tool !== undefined && (inferred || isForeign) ? [tool] : [],
  );
  if (tools.length === 0) return verdicts;
  const complaints = complaintsAbout(reading, tools);
  return verdicts.map((verdict) => {
    const own = complaints.filter(({ tool }) => tool === verdict.tool);
    return own.length === 0 ? verdict : settle(verdict, own);
  });
}

function settle(verdict: Verdict, complaints: readonly Complaint[]): Verdict {
  const { tool } = verdict;
  if (tool === undefined) return verdict;
  const refused = complaints.filter(({ about }) => about === 'call');
  const all = tool.signatures ?? [tool];
  const isKept = (each: SignatureModel) => !refused.some(({ signature }) => signature === each);
  // A call that fits an earlier signature has the result of that one, which is not known here.
  const before = all.findIndex((each) => !isKept(each));
  const kept = all.flatMap((each, index) => {
    if (!isKept(each)) return [];
    return [before >= 0 && index > before ? undescribed(each) : each];
  });
  if (kept.length === 0) return { skipped: { ...tool.source, ...UNCALLABLE }, findings: [] };
  const isDescribed = refused.length === complaints.length;
  const findings = [
    ...verdict.findings,
    ...(refused.length === 0 ? [] : [OMITTED]),
    ...(isDescribed ? [] : [OPAQUE]),
  ];
  return { ...verdict, tool: made(tool, isDescribed ? kept : kept.map(undescribed)), findings };
}

/** The tool of these signatures alone. */
function made(tool: ToolModel, kept: readonly SignatureModel[]): ToolModel {
  const { signatures, output, undefinable, definitions, ...rest } = tool;
  const shape = merged(kept);
  const inputs = { kind: 'union', options: kept.map(({ input }) => input) } as const;
  const known = new Map(Object.entries(definitions));
  return { ...rest, ...shape, definitions: reachable(inputs, known) };
}

function undescribed({ output, undefinable, ...rest }: SignatureModel): SignatureModel {
  return { ...rest, returns: 'any' };
}

const UNCALLABLE = {
  reason: 'its types depend on each other in a way that plain data cannot follow',
  hint: 'export a wrapper with concrete types',
};

const OMITTED: Finding = {
  code: 'overload.omitted',
  severity: 'note',
  message:
    'an overload is left out: its types depend on each other in a way that plain data cannot follow',
  hint: 'export a wrapper with concrete types',
};

const OPAQUE: Finding = {
  code: 'output.any',
  severity: 'warning',
  message: 'the result has a type that cannot be described, so it is published as it comes',
  hint: 'annotate the return type',
};
