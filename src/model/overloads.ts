// Several signatures of one function as what a single tool publishes.
import { covers, sameType } from './covers.js';
import { needsWrap } from './json-schema.js';
import type { SignatureModel, ToolModel } from './module.js';
import type { EnumNode, ObjectNode, PropertyNode, SchemaNode } from './schema.js';
import { isPlainData } from './walk.js';

/** One plain object: the properties of all, required where all require them. */
function mergedInput(inputs: readonly ObjectNode[]): ObjectNode {
  const all = inputs.flatMap(({ properties }) => properties);
  const names = [...new Set(all.map(({ name }) => name))];
  const properties = names.map((name): PropertyNode => {
    const same = all.filter((property) => property.name === name);
    const isRequired = same.length === inputs.length && same.every(isNeeded);
    return { name, optional: !isRequired, schema: anyOf(same.map(({ schema }) => schema)) };
  });
  return { kind: 'object', properties };
}

function isNeeded({ optional, undefinable }: PropertyNode): boolean {
  return !optional && !undefinable;
}

/** What a tool of these signatures has: of a single one just that. */
export function merged(signatures: readonly SignatureModel[]): Merged {
  const [first, ...others] = signatures;
  if (first === undefined) throw new Error('a tool needs a signature');
  if (others.length === 0) return { ...first, ...unwrapped(first) };
  const results = alike(signatures);
  const published = mergedResult(results);
  const wraps = needsWrap(published);
  return {
    params: first.params,
    input: mergedInput(signatures.map(({ input }) => input)),
    ...published,
    signatures: signatures.map(({ params, input, inputFrom }, index): SignatureModel => {
      const result = results[index] ?? published;
      const own = inputFrom === undefined ? {} : { inputFrom };
      return { params, input, ...own, ...(wraps ? wrapped(result) : result) };
    }),
  };
}

type Merged = SignatureModel & Pick<ToolModel, 'signatures'>;
type Result = Omit<SignatureModel, 'params' | 'input' | 'inputFrom'>;

/** A result travels as `{ result }` when it is one option of a union. */
function wrapped(result: Result): Result {
  const { output } = result;
  if (output === undefined || needsWrap(result)) return result;
  return { ...result, output: { kind: 'union', options: [output] } };
}

function unwrapped({ output }: Result): { output?: SchemaNode } {
  const [only, ...more] = output?.kind === 'union' ? output.options : [];
  return only !== undefined && more.length === 0 ? { output: only } : {};
}

/**
 * What signatures return, made alike: equal results stay, text and described values become values that
 * are described together; what else is mixed is published as it comes. One result per given one.
 */
function alike(signatures: readonly Result[]): readonly Result[] {
  const results = signatures.map(resultOf);
  const [first, ...others] = results.map((each) => JSON.stringify(each));
  if (others.every((other) => other === first)) return results;
  const outputs = results.map(outputOf);
  const known = outputs.filter((output) => output !== undefined);
  if (known.length < outputs.length) return results.map(asItComes);
  return results.map((result, index) => {
    const output = known[index];
    return output === undefined ? result : { ...result, output, returns: 'value' };
  });
}

function asItComes({ delivery }: Result): Result {
  return { returns: 'any', ...(delivery === undefined ? {} : { delivery }) };
}

function resultOf({ output, returns, delivery, undefinable }: Result): Result {
  return {
    returns,
    ...(delivery === undefined ? {} : { delivery }),
    ...(output === undefined ? {} : { output }),
    ...(undefinable ? { undefinable } : {}),
  };
}

/** What a call returns that may be one of any of the signatures. */
export function anyResult(signatures: readonly Result[]): Result {
  return mergedResult(alike(signatures));
}

function mergedResult(results: readonly Result[]): Result {
  const [first] = results;
  const outputs = results.flatMap(({ output }) => output ?? []);
  if (first === undefined || outputs.length === 0) return first ?? { returns: 'any' };
  const undefinable = results.some((result) => result.undefinable);
  return {
    output: anyOf(outputs, coversValues),
    returns: first.returns,
    ...(undefinable ? { undefinable } : {}),
  };
}

function outputOf({ returns, output }: Result): SchemaNode | undefined {
  return returns === 'text' ? { kind: 'string' } : returns === 'value' ? output : undefined;
}

/** Any of the nodes: what another one says already is left out, enums are one, the first words stay. */
export function anyOf(nodes: readonly SchemaNode[], says = covers): SchemaNode {
  const flat = nodes.flatMap((node) => (node.kind === 'union' ? node.options : [node]));
  const distinct = joinEnums(flat.filter((node, index) => !isSaid(node, index, flat, says)));
  const options = [
    ...distinct.filter(({ kind }) => kind !== 'null'),
    ...distinct.filter(({ kind }) => kind === 'null'),
  ];
  const [only, ...more] = options;
  const described = nodes.find(({ description }) => description !== undefined)?.description;
  const words = described === undefined ? {} : { description: described };
  if (only !== undefined && more.length === 0) return { ...only, ...words };
  return { kind: 'union', options: options.map(withoutDescription), ...words };
}

function withoutDescription({ description, ...node }: SchemaNode): SchemaNode {
  return node;
}

function isSaid(
  node: SchemaNode,
  index: number,
  all: readonly SchemaNode[],
  says: typeof covers,
): boolean {
  return all.some(
    (other, at) => at !== index && says(other, node) && (at < index || !says(node, other)),
  );
}

/** A result is encoded from its value: that text takes the JSON of a Date is not enough. */
function coversValues(wide: SchemaNode, narrow: SchemaNode): boolean {
  return sameType(wide, narrow) || (isPlainData(narrow) && covers(wide, narrow));
}

/** Literals of several types side by side are one list. */
function joinEnums(nodes: readonly SchemaNode[]): readonly SchemaNode[] {
  const plain = nodes.filter((node): node is EnumNode => isPlainEnum(node));
  if (plain.length < 2) return nodes;
  const values = [...new Set(plain.flatMap((node) => node.values))];
  const [first] = plain;
  return nodes.flatMap((node): SchemaNode[] => {
    if (node === first) return [{ kind: 'enum', values }];
    return isPlainEnum(node) ? [] : [node];
  });
}

function isPlainEnum(node: SchemaNode): boolean {
  return node.kind === 'enum' && node.enumType === undefined && node.description === undefined;
}
