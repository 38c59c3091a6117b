// A second chance for arguments of another JSON type: "5" where only a number is allowed, "[1]" where an array is,
// 5 where text of digits is, and milliseconds since 1970 where a date is.

type Schema = Readonly<Record<string, unknown>>;

/**
 * The value with text turned into what the published schema asks for, wherever it allows no string, and numbers
 * into the text of a date or a bigint, wherever it allows no number.
 * What does not read as the wanted type stays, for validation to name.
 */
export function relax(value: unknown, schema: unknown, root: unknown = schema): unknown {
  const branches = resolve(schema, root);
  if (branches.length === 0) return value;
  if (typeof value === 'string') return relaxText(value, branches, root);
  if (typeof value === 'number') return relaxNumber(value, branches);
  if (Array.isArray(value))
    return value.map((item, index) => relaxItem(item, index, branches, root));
  return isRecord(value) ? relaxObject(value, branches, root) : value;
}

function relaxText(text: string, branches: readonly Schema[], root: unknown): unknown {
  const types = new Set(branches.flatMap(typesOf));
  if (types.has('any') || types.has('string')) return text;
  const trimmed = text.trim();
  if (/^(true|false|null)$/.test(trimmed)) {
    const wanted = trimmed === 'null' ? 'null' : 'boolean';
    return types.has(wanted) ? JSON.parse(trimmed) : text;
  }
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(trimmed)) {
    return types.has('number') || types.has('integer') ? Number(trimmed) : text;
  }
  const wanted = trimmed.startsWith('[') ? 'array' : trimmed.startsWith('{') ? 'object' : undefined;
  if (wanted === undefined || !types.has(wanted)) return text;
  const parsed = parse(trimmed);
  return parsed === undefined ? text : relax(parsed, { anyOf: branches }, root);
}

/** The ISO text or the digits. */
function relaxNumber(value: number, branches: readonly Schema[]): unknown {
  const types = new Set(branches.flatMap(typesOf));
  if (['any', 'number', 'integer'].some((type) => types.has(type))) return value;
  if (Number.isSafeInteger(value) && branches.some((branch) => takesDigits(branch, String(value))))
    return String(value);
  const date = new Date(value);
  const isDate = branches.some(({ format }) => format === 'date-time');
  return isDate && !Number.isNaN(date.getTime()) ? date.toISOString() : value;
}

/** Whether the schema is that of a bigint: of any, or of some known ones. */
function takesDigits({ pattern, const: only, enum: known = [only] }: Schema, text: string) {
  return pattern === '^-?\\d+$' || (Array.isArray(known) && known.includes(text));
}

function relaxItem(
  item: unknown,
  index: number,
  branches: readonly Schema[],
  root: unknown,
): unknown {
  const schemas = branches.flatMap(({ prefixItems, items }) => {
    const own = Array.isArray(prefixItems) ? prefixItems[index] : undefined;
    return [own ?? items].filter((each) => each !== undefined);
  });
  return relax(item, anyOf(schemas), root);
}

function relaxObject(value: Schema, branches: readonly Schema[], root: unknown): unknown {
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => {
    const schemas = branches.flatMap((branch) => memberSchema(branch, key) ?? []);
    return [key, relax(member, anyOf(schemas), root)];
  });
  return Object.fromEntries(entries);
}

function memberSchema(schema: Schema, key: string): unknown {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isRecord(properties) && Object.hasOwn(properties, key)) return properties[key];
  const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
  const [, found] = patterns.find(([pattern]) => new RegExp(pattern, 'u').test(key)) ?? [];
  return found ?? additionalProperties;
}

/**
 * A schema's alternatives with references followed, each once: those of a recursive one would else double
 * with every level of the value. Empty when it says nothing.
 */
function resolve(schema: unknown, root: unknown, depth = 0): Schema[] {
  if (!isRecord(schema) || depth > 16) return [];
  const { $ref: ref, anyOf: options } = schema;
  if (typeof ref === 'string') return resolve(lookUp(ref, root), root, depth + 1);
  if (!Array.isArray(options)) return [schema];
  return [...new Set(options.flatMap((each) => resolve(each, root, depth + 1)))];
}

function lookUp(ref: string, root: unknown): unknown {
  return ref
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), root);
}

function typesOf(schema: Schema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  if ('const' in schema) return [jsonType(schema.const)];
  const options = schema.enum;
  return Array.isArray(options) ? options.map(jsonType) : ['any'];
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function anyOf(schemas: readonly unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
