// What clients are known to choke on in a tool's schemas (each rule is a failure somebody met).
import { isObject, type JsonObject } from './json.js';

export interface ListedTool {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: unknown;
  readonly outputSchema?: unknown;
}

export interface SchemaFinding {
  /** A client drops the tool, or the whole list; otherwise some read it badly. */
  readonly severity: 'FAIL' | 'WARN';
  readonly what: string;
}

/** Deeper schemas are not walked, only named. */
const DEEPEST = 100;
/** Larger ones are walked that far. */
const MOST = 5000;

export function schemaFindings(tool: ListedTool): readonly SchemaFinding[] {
  const { inputSchema, outputSchema } = tool;
  return [
    ...sideFindings(inputSchema, 'inputSchema'),
    ...(outputSchema === undefined ? [] : sideFindings(outputSchema, 'outputSchema')),
  ];
}

type Side = 'inputSchema' | 'outputSchema';

function sideFindings(schema: unknown, side: Side): readonly SchemaFinding[] {
  const found: SchemaFinding[] = [];
  const add = (severity: SchemaFinding['severity'], what: string) => {
    if (!found.some((finding) => finding.what === `${side} ${what}`)) {
      found.push({ severity, what: `${side} ${what}` });
    }
  };
  if (!isObject(schema)) return [{ severity: 'FAIL', what: `${side} is no object` }];
  if (schema.type !== 'object') add('FAIL', 'has no type "object" at its root');
  for (const keyword of ['anyOf', 'oneOf', 'allOf', '$ref']) {
    if (keyword in schema) add('FAIL', `has ${keyword} at its root`);
  }
  const document = { root: schema, verdicts: new Map<JsonObject, boolean>() };
  for (const { node, depth } of nodesOf(schema)) {
    if (depth > DEEPEST) add('WARN', `nests deeper than ${DEEPEST} levels`);
    if ('$ref' in node) judgeReference(document, node.$ref, side, add);
    for (const [keyword, what] of OUTDATED) if (keyword in node) add('WARN', what);
    if (Array.isArray(node.items)) add('WARN', 'spells tuples as items: [...] (draft-07)');
  }
  return found;
}

const OUTDATED: readonly (readonly [keyword: string, what: string])[] = [
  ['definitions', 'keeps types in definitions (draft-07)'],
  ['if', 'uses if/then, which models do not follow'],
];

function judgeReference(
  { root, verdicts }: Document,
  reference: unknown,
  side: Side,
  add: (severity: SchemaFinding['severity'], what: string) => void,
): void {
  if (typeof reference !== 'string' || !reference.startsWith('#')) {
    add('FAIL', 'refers to another document by $ref');
    return;
  }
  const target = resolve(root, reference);
  if (target === undefined) {
    add('FAIL', `has a $ref that leads nowhere: ${reference}`);
    return;
  }
  const recursive = verdicts.get(target) ?? isRecursive(root, target);
  verdicts.set(target, recursive);
  if (!recursive) add('WARN', 'uses $ref, which several clients ignore');
  else if (side === 'outputSchema') add('FAIL', 'is recursive: clients drop the whole list');
  else add('WARN', 'is recursive, which several clients do not follow');
}

/** A schema, and which targets of references in it are known to reach themselves. */
interface Document {
  readonly root: JsonObject;
  readonly verdicts: Map<JsonObject, boolean>;
}

interface Place {
  readonly node: JsonObject;
  readonly depth: number;
}

/** Keywords that hold schemas by name, and those that hold schemas. */
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const SCHEMAS = [
  ...['items', 'prefixItems', 'additionalItems', 'contains', 'unevaluatedItems'],
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames'],
  ...['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else'],
];

/** Every schema below a schema, breadth first and with an end, since strangers wrote it. */
function nodesOf(root: JsonObject): readonly Place[] {
  const places: Place[] = [{ node: root, depth: 0 }];
  for (const { node, depth } of places) {
    if (depth > DEEPEST || places.length > MOST) break;
    for (const inner of innerSchemas(node)) places.push({ node: inner, depth: depth + 1 });
  }
  return places;
}

function innerSchemas(node: JsonObject): readonly JsonObject[] {
  const named = MAPS.map((name) => node[name])
    .filter(isObject)
    .flatMap((map) => Object.values(map));
  const direct = SCHEMAS.flatMap((name) => {
    const value = node[name];
    return Array.isArray(value) ? value : [value];
  });
  return [...named, ...direct].filter(isObject);
}

function resolve(root: JsonObject, reference: string): JsonObject | undefined {
  const steps = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '');
  let at: unknown = root;
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? Reflect.get(at, name)
        : undefined;
  }
  return isObject(at) ? at : undefined;
}

/** Whether `target` reaches itself through references. */
function isRecursive(root: JsonObject, target: JsonObject): boolean {
  const seen = new Set<JsonObject>();
  const waiting = [target];
  for (const from of waiting) {
    for (const { node } of nodesOf(from)) {
      if (typeof node.$ref !== 'string') continue;
      const next = resolve(root, node.$ref);
      if (next === target) return true;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}
