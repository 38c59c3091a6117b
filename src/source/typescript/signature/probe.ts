// Holds calls against the compiler before they are generated: what would not build is not emitted.
import { basename, dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import type { ModuleCall, ParamModel, SignatureModel, ToolModel } from '../../../model/module.js';
import { createHost } from '../program/host.js';
import { createResolver, type Resolver } from '../program/resolution.js';
import type { Reading } from '../reading.js';
import { standIn } from './stand-in.js';

/** What the compiler says of one signature of a tool; nothing where it agrees. */
export interface Complaint {
  readonly tool: ToolModel;
  readonly signature: SignatureModel;
  readonly about: 'call' | 'output';
  readonly message: string;
}

interface Probe extends Pick<Complaint, 'tool' | 'signature' | 'about'> {
  readonly line: string;
}

/** Type-checks the calls of all tools, and their results against the outputs, in one go. */
export function complaintsAbout(reading: Reading, tools: readonly ToolModel[]): Complaint[] {
  const probes = tools.flatMap((tool, index) => probesOf(tool, `_${index}`));
  const lines = [`import whole, * as lib from ${JSON.stringify(specifier(reading))};`];
  const errors = check(reading, [...lines, ...probes.map(({ line }) => line)].join('\n'));
  return probes.flatMap(({ tool, signature, about }, index): Complaint[] => {
    const message = errors.get(index + lines.length);
    return message === undefined ? [] : [{ tool, signature, about, message }];
  });
}

function probesOf(tool: ToolModel, name: string): Probe[] {
  const definition = (type: string) => `T${name}_${type}`;
  const types = Object.entries(tool.definitions).map(
    ([type, node]) =>
      `type ${definition(type)} = ${standIn(node, { definition, direction: 'in' })};`,
  );
  return (tool.signatures ?? [tool]).flatMap((signature, index): Probe[] => {
    if (hasOwnSchema(signature)) return [];
    const id = `${name}_${index}`;
    const about = { tool, signature };
    const input = standIn(signature.input, { definition, direction: 'in' });
    const args = signature.params.map(argument).join(', ');
    const call = `const a${id} = async (args: ${input}) => ${callee(tool.call)}(${args});`;
    const line = `${index === 0 ? types.join(' ') : ''} ${call}`;
    const taken = signature.delivery === undefined ? resultType(signature) : undefined;
    if (taken === undefined) return [{ ...about, about: 'call', line }];
    const output = `const o${id}: (args: any) => Promise<${taken}> = a${id};`;
    return [
      { ...about, about: 'call', line },
      { ...about, about: 'output', line: output },
    ];
  });
}

/** What a schema of the module's own yields is not known here. */
function hasOwnSchema({ inputFrom, params }: SignatureModel): boolean {
  return inputFrom !== undefined || params.some(({ schema }) => schema !== undefined);
}

/** The function, of the module or of an instance that it makes. */
function callee({ path, on }: ModuleCall): string {
  if (on === undefined) return reached(path);
  const made = on.kind === 'new' ? `new ${reached(on.path)}()` : `${reached(on.path)}()`;
  return `(await ${made})${path.map((part) => `[${JSON.stringify(part)}]`).join('')}`;
}

/** The default import is a default export or, of CommonJS, the module itself. */
function reached(path: readonly string[]): string {
  const isDefault = path[0] === 'default';
  const rest = isDefault ? path.slice(1) : path;
  return [isDefault ? 'whole' : 'lib', ...rest.map((part) => `[${JSON.stringify(part)}]`)].join('');
}

function argument({ role, property, signal }: ParamModel): string {
  if (role === 'flattened') return signal === undefined ? 'args' : '{ ...args, signal: {} as any }';
  if (property === undefined) {
    return role === 'omitted' && signal === undefined ? 'undefined' : '({} as any)';
  }
  const value = `args[${JSON.stringify(property)}]`;
  if (role === 'rest') return `...(${value} ?? [])`;
  const given = signal === 'given' ? `${value} && ` : '';
  return signal === undefined ? value : `${given}{ ...${value}, signal: {} as any }`;
}

/** Results that may be undefined are published as null, unless they are members. */
function resultType({ output, undefinable }: SignatureModel): string | undefined {
  if (output === undefined) return undefined;
  const type = standIn(output, { definition: (name) => name, direction: 'out' });
  return undefinable ? `${type} | undefined` : type;
}

function specifier({ ref }: Reading): string {
  return ref.packageName ?? `./${basename(ref.entry).replace(/\.d(\.[cm]?)ts$/, '$1js')}`;
}

/** The first error of each line of a module beside the source, by line. */
function check(reading: Reading, text: string): Map<number, string> {
  const { program, ref } = reading;
  const folder = ref.packageName === undefined ? dirname(ref.entry) : ref.packageDir;
  const path = join(folder, '__calls.ts');
  const options = program.getCompilerOptions();
  const resolver = createResolver({
    options,
    folder: ref.packageDir,
    tsconfig: ref.tsconfig,
    wanted: 'all',
  });
  const resolve: Resolver['resolve'] = (literals, from, _redirect, _options, file) =>
    literals.map((literal) =>
      from === path || literal.text.startsWith('.')
        ? leadingTo(resolver.find(file, literal))
        : leadingTo(foundBefore(reading, literal)),
    );
  const host = createHost(options, ref.packageDir, { ...resolver, resolve });
  const extended = ts.createProgram({
    rootNames: [...program.getRootFileNames(), path],
    options,
    oldProgram: program,
    host: {
      ...host,
      fileExists: (name) => name === path || host.fileExists(name),
      getSourceFile: (name, how) =>
        name === path
          ? ts.createSourceFile(path, text, how, true)
          : (program.getSourceFile(name) ?? host.getSourceFile(name, how)),
    },
  });
  const source = extended.getSourceFile(path);
  const errors = extended
    .getSemanticDiagnostics(source)
    .map(({ start = 0, messageText }): [number, string] => [
      source?.getLineAndCharacterOfPosition(start).line ?? 0,
      ts.flattenDiagnosticMessageText(messageText, '\n'),
    ]);
  return new Map(errors.reverse());
}

/** A package is what it was in the program that was read: no other is looked for or loaded. */
function foundBefore({ checker }: Reading, literal: ts.StringLiteralLike): string | undefined {
  return checker.getSymbolAtLocation(literal)?.declarations?.find(ts.isSourceFile)?.fileName;
}

function leadingTo(
  resolvedFileName: string | undefined,
): ts.ResolvedModuleWithFailedLookupLocations {
  if (resolvedFileName === undefined) return { resolvedModule: undefined };
  const extension = /(\.d)?\.[cm]?[jt]sx?$|\.json$/.exec(resolvedFileName)?.[0] ?? '.ts';
  return { resolvedModule: { resolvedFileName, extension } };
}
