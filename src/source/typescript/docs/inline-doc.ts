// Doc comments that share a line with their member: the compiler counts them to what stands before it.
import { ts } from 'ts-morph';

/** Of `{ size: number }`, a comment between the brace and the member; needed where it has no other. */
export function inlineComments(node: ts.Node): ts.JSDoc[] {
  if (!isMember(node)) return [];
  const { text } = node.getSourceFile();
  const start = node.getStart();
  return (ts.getTrailingCommentRanges(text, node.pos) ?? [])
    .filter(({ pos, end }) => text.startsWith('/**', pos) && !text.slice(end, start).includes('\n'))
    .flatMap(({ pos, end }) => parsed(text.slice(pos, end)));
}

function isMember(node: ts.Node): boolean {
  return (
    ts.isTypeElement(node) ||
    ts.isClassElement(node) ||
    ts.isEnumMember(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isNamedTupleMember(node)
  );
}

/** The comment above a statement of its own, where the compiler does read it. */
function parsed(comment: string): ts.JSDoc[] {
  const file = ts.createSourceFile('comment.ts', `${comment}\n;`, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) =>
    ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc),
  );
}
