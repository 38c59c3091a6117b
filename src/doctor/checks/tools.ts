// Are the tools fit for clients and models: names, descriptions, schemas, size?
import { type Look, quoted } from '../look.js';
import { counted, fail, type Outcome, pass, skip, warn } from '../report.js';
import { type ListedTool, schemaFindings } from '../schema-rules.js';
import { bestVisit } from '../visits.js';
import type { Check, CheckId } from './check.js';
import { isShut, SHUT } from './eras.js';

/** A check of the list alone. */
function ofTools(
  id: CheckId,
  title: string,
  judge: (tools: readonly ListedTool[], look: Look) => Outcome,
): Check {
  return {
    id,
    title,
    needs: ['endpoint', 'auth-accepted'],
    async look(look) {
      if (await isShut(look)) return SHUT;
      const visit = await bestVisit(look);
      if (visit === undefined) return skip('there is no list');
      return judge(visit.tools, look);
    },
  };
}

/** What the protocol allows, and what every client takes. */
const LEGAL = /^[A-Za-z0-9_.-]{1,128}$/;
const PORTABLE = /^[A-Za-z0-9_-]{1,64}$/;

export const toolNames = ofTools('tool-names', 'Tool names', (tools, look) => {
  const names = tools.map(({ name }) => name);
  if (names.length === 0) return warn('there is not one tool', 'serve some: mcp-wrap <source>');
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    return fail(`served twice: ${listed(look, twice)}`, 'give each tool a name of its own');
  }
  const illegal = names.filter((name) => !LEGAL.test(name));
  if (illegal.length > 0) {
    return fail(`illegal: ${listed(look, illegal)}`, 'use letters, digits, _ and - only');
  }
  const odd = names.filter((name) => !PORTABLE.test(name));
  if (odd.length === 0) return pass('all legal and unique');
  return warn(
    `some clients drop ${listed(look, odd)}`,
    'use letters, digits, _ and -, at most 64 of them',
  );
});

export const toolDescriptions = ofTools('tool-descriptions', 'Descriptions', (tools, look) => {
  const bare = tools.filter(({ description = '' }) => description.trim() === '');
  if (bare.length === 0) return pass('every tool has one');
  const names = bare.map(({ name }) => name);
  return warn(
    `missing: ${listed(look, names)}`,
    'models choose by it: say in a sentence what the tool does',
  );
});

export const toolSchemas = ofTools('tool-schemas', 'Schemas', (tools, look) => {
  const found = tools.flatMap((tool) =>
    schemaFindings(tool).map(({ severity, what }) => ({ severity, text: `${tool.name}: ${what}` })),
  );
  const severe = found.filter(({ severity }) => severity === 'FAIL');
  const told = severe.length > 0 ? severe : found;
  if (told.length === 0) return pass('plain objects that every client reads');
  const detail = listed(
    look,
    told.map(({ text }) => text),
    '; ',
  );
  const fix = 'objects at the root, everything else written out where it is used';
  return severe.length > 0 ? fail(detail, fix) : warn(detail, fix);
});

const TOOL_BYTES = 8 * 1024;
const LIST_BYTES = 64 * 1024;

export const listSize = ofTools('list-size', 'Size of the list', (tools, look) => {
  const large = tools.filter((tool) => bytesOf(tool) > TOOL_BYTES).map(({ name }) => name);
  const total = bytesOf(tools);
  const size = `${counted(tools.length, 'tool')}, ${Math.ceil(total / 1024)} KB`;
  if (total > LIST_BYTES) {
    return warn(
      `${size}: every conversation pays for it`,
      'serve fewer tools (--tools a,b), below 64 KB',
    );
  }
  if (large.length === 0) return pass(size);
  return warn(
    `${size}; above 8 KB: ${listed(look, large)}`,
    'give them smaller types, or split them',
  );
});

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

const NAMED = 3;

function listed(look: Look, items: readonly string[], separator = ', '): string {
  const shown = items.slice(0, NAMED).map((item) => quoted(look, item));
  const rest = items.length - shown.length;
  return `${shown.join(separator)}${rest > 0 ? ` and ${rest} more` : ''}`;
}
