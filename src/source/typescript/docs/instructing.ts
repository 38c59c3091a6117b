// Comments that speak to a model instead of describing: published as they are, but never unseen.
import type { SchemaNode } from '../../../model/schema.js';
import type { Finding } from '../reading.js';

const PHRASES: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override)\b.{0,30}\b(previous|prior|earlier|system)\b.{0,20}\b(instructions?|prompts?|messages?)/i,
  /\b(do not|don't|never)\s+(tell|inform|mention|reveal)\b.{0,30}\bthe user\b/i,
  /\b(you|assistants?|models?|agents?)\s+(must|should|have to|need to|always)\b.{0,20}\b(call|invoke|use|run)\b.{0,20}\b(this|the|another|other|\w+) tool\b/i,
  /\byou must (always )?call\b/i,
  /\b(before|instead of)\s+(calling|using|invoking)\b.{0,20}\b(other|another) tools?\b/i,
  /(^|\n)(system|SYSTEM|assistant|ASSISTANT)\s*:/,
  /<\/?(system|important|instructions?|assistant)>/i,
  /\b(send|include|pass|forward)\b.{0,30}\b(conversation|chat history|system prompt)\b/i,
];
/** Text that no reader sees: bidirectional controls, zero-width characters, tag characters. */
const HIDDEN = /[\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/** A warning for each text of a tool that gives orders to a model or hides something from people. */
export function instructing(
  name: string,
  description: string | undefined,
  input: SchemaNode,
): Finding[] {
  const texts = [description ?? '', ...wordsIn(input)];
  return [...new Set(texts.flatMap((text) => phraseIn(text) ?? []))].map((phrase) => ({
    code: 'description.instructs',
    severity: 'warning',
    message: `${name} is described with words that address a model: ${phrase}`,
    hint: 'models read descriptions as instructions; describe what the function does',
  }));
}

function phraseIn(text: string): string | undefined {
  if (HIDDEN.test(text)) return 'characters that nobody sees';
  const found = PHRASES.map((phrase) => phrase.exec(text)?.[0]).find((part) => part !== undefined);
  return found === undefined ? undefined : JSON.stringify(found.trim().slice(0, 80));
}

/** Every description below a node, found in the plain data that it is. */
function wordsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'description' && typeof member === 'string' ? [member] : wordsIn(member),
  );
}
