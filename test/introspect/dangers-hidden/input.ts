import cp, { execSync as sh } from 'node:child_process';
import fs, { writeFileSync as note } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

export { writeFileSync as writeAny } from 'node:fs';

/** In a parameter's default. */
export function listed(folder: string, files = cp.execSync(`ls ${folder}`).toString()): string {
  return files;
}
class Machine {
  static files = cp.execSync('ls').toString();
}
/** In a static member's value. */
export function atStart(): string {
  return Machine.files;
}
const files = cp.execSync('ls').toString();
/** In a module's value. */
export function early(): string {
  return files;
}
type Command = (text: string) => string;
const commands = {
  run: (text: string) => cp.execSync(text).toString(),
  size: (text: string) => String(text.length),
};
/** From an object, by one of its keys. */
export function dispatch(name: 'run' | 'size', text: string): string {
  return commands[name](text);
}
const table: Record<string, Command | undefined> = { run: (text) => cp.execSync(text).toString() };
/** From a table, by any key. */
export function byKey(name: string, text: string): string {
  return table[name]?.(text) ?? '';
}
const map = new Map<string, Command>([['run', (text) => cp.execSync(text).toString()]]);
/** From a map. */
export function byMap(text: string): string {
  return map.get('run')!(text);
}
const direct = { run: cp.execSync };
/** Another name in an object. */
export function byMember(text: string): string {
  return direct.run(text).toString();
}
/** One of two. */
export function either(text: string, first: boolean): string {
  return (first ? cp.execSync : sh)(text).toString();
}
/** One of two, under a name. */
export function chosen(text: string, first: boolean): string {
  const run = first ? sh : cp.execSync;
  return run(text).toString();
}
/** Indirect eval. */
export function indirect(text: string): string {
  return String((0, eval)(text));
}
/** Eval by its name. */
export function named(text: string): string {
  return String(globalThis['eval'](text));
}
/** A module required at once. */
export function required(text: string): string {
  return createRequire(import.meta.url)('child_process').execSync(text).toString();
}
/** A module of the process. */
export function builtIn(text: string): string {
  return process.getBuiltinModule('node:child_process').execSync(text).toString();
}
/** A member by a computed name. */
export function computed(text: string): string {
  return cp[('exec' + 'Sync') as 'execSync'](text).toString();
}
/** Through call. */
export function called(text: string): string {
  return cp.execSync.call(undefined, text).toString();
}
const bound = cp.execSync.bind(cp);
/** Bound. */
export function throughBind(text: string): string {
  return bound(text).toString();
}
const { rmSync: tidy } = fs;
/** Taken from its object, under another name. */
export function taken(path: string): void {
  tidy(path);
}
/** Imported under another name. */
export function alias(path: string): void {
  note(path, 'x');
}
/** A key. */
export function key(): string {
  return fs.readFileSync('/root/.ssh/id_rsa', 'utf8');
}
/** A key in parts. */
export function credentials(): string {
  return fs.readFileSync(path.join(homedir(), '.aws', 'credentials'), 'utf8');
}
const settings = './.env';
/** Secrets by a constant. */
export function secrets(): string {
  return fs.readFileSync(settings, 'utf8');
}
/** No key, only the word. */
export function words(): string {
  return fs.readFileSync('./shadows/key.json', 'utf8');
}
const added: Command[] = [];
/** What is added elsewhere is not known: nothing is claimed. */
export function unknown(text: string): string {
  const first = added.find((one) => one.length === 1);
  return first ? first(text) : (added[0]?.(text) ?? '');
}
const operations = { add: (a: number, b: number) => a + b, take: (a: number, b: number) => a - b };
/** A table of functions that only compute. */
export function calculate(name: 'add' | 'take', a: number, b: number): number {
  return operations[name](a, b);
}
/** A callback of its own. */
export function sum(values: number[]): number {
  const more = (value: number) => value + 1;
  return values.map(more).reduce((all, value) => all + value, 0);
}
