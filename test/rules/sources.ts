// The files of this package that rules look at, parsed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** POSIX paths, relative to the repository, of all files below `dir` whose name ends so. */
export function filesBelow(dir: string, ending: RegExp): readonly string[] {
  return readdirSync(join(repository, dir), { recursive: true, encoding: 'utf8' })
    .map((file) => `${dir}/${file.replaceAll('\\', '/')}`)
    .filter((file) => ending.test(file))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

const parsed = new Map<string, ts.SourceFile>();

/** Each file once for all rules. */
export function parse(file: string): ts.SourceFile {
  const source =
    parsed.get(file) ?? ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2023, true);
  parsed.set(file, source);
  return source;
}

/** Every module that a file imports, exports from, or loads by `import()` or `require()`. */
export function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Every node of a file, its doc comments' among them; punctuation is none. */
export function nodesOf(file: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [file];
  // The list grows while it is walked.
  for (const node of nodes) {
    ts.forEachChild(node, (child) => void nodes.push(child));
    if ('jsDoc' in node && Array.isArray(node.jsDoc)) nodes.push(...node.jsDoc);
  }
  return nodes;
}

/** `file:line` of a node. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
