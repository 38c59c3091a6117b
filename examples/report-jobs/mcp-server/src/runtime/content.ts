// Results that are MCP content already: held against the protocol, and passed through.
import { type CallToolResult, specTypeSchemas } from '@modelcontextprotocol/server';

/** A piece of content, as the protocol names them. */
type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'resource'; readonly resource: object }
  | { readonly type: 'resource_link'; readonly uri: string; readonly name: string };

type Blocks = Block | readonly Block[];

/** A tool result that is sent as it is. */
export class Content {
  constructor(readonly result: CallToolResult) {}
}

/** Throws when the value is no content after all, whatever its type says. */
export function passThrough(value: Blocks | { readonly content: readonly Block[] }): Content {
  const result = 'content' in value ? value : { content: 'type' in value ? [value] : value };
  const checked = specTypeSchemas.CallToolResult['~standard'].validate(result);
  if (checked.issues === undefined) return new Content(checked.value);
  const issues = checked.issues.map(({ path = [], message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the result is no MCP content: ${issues.join('; ')}`);
}
