interface TextBlock {
  type: 'text';
  text: string;
}
interface ImageBlock {
  readonly type: 'image';
  readonly data: string;
  readonly mimeType: string;
}
interface LinkBlock {
  type: 'resource_link';
  uri: string;
  name: string;
  description?: string;
}
/** One block. */
export function say(text: string): TextBlock {
  return { type: 'text', text };
}
/** Several. */
export async function show(): Promise<(TextBlock | ImageBlock)[]> {
  return [
    { type: 'text', text: 'a picture' },
    { type: 'image', data: 'AQID', mimeType: 'image/png' },
  ];
}
/** A whole result. */
export function result(bad: boolean): { content: readonly LinkBlock[]; isError?: boolean } {
  return { content: [{ type: 'resource_link', uri: 'file:///a', name: 'a' }], isError: bad };
}
/** A pair. */
export function pair(): [TextBlock, TextBlock] {
  return [
    { type: 'text', text: '1' },
    { type: 'text', text: '2' },
  ];
}
/** A lie. */
export function lie(): TextBlock {
  return JSON.parse('{"type":"text","text":5}');
}
/** A node of a document is plain data. */
export function node(): { type: 'text'; text: string; bold: boolean } {
  return { type: 'text', text: 'x', bold: true };
}
/** So is this. */
export function other(): { type: 'paragraph'; text: string } {
  return { type: 'paragraph', text: 'x' };
}
