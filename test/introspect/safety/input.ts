import { execFile } from 'node:child_process';
import fs, { readFileSync } from 'node:fs';
const users = new Map<string, string>();
/** Fixed path. */
export function config(): string {
  return readFileSync('config.json', 'utf8');
}
/** Caller's path. */
export function read(path: string): string {
  return open(`./${path}`);
}
function open(where: string): string {
  const target = where.trim();
  return fs.readFileSync(target, 'utf8');
}
/** Writes. */
export function note(text: string): void {
  fs.appendFileSync('log.txt', text);
}
/** Runs. */
export function run(): void {
  execFile('ls');
}
/** Evaluates. */
export function evaluate(code: string): string {
  return String(eval(code));
}
/** The environment. */
export function environment(): Record<string, string | undefined> {
  return process.env;
}
/** One of it. */
export function region(): string {
  return process.env.REGION ?? process.env['ZONE'] ?? '';
}
/** Any of it. */
export function variable(name: string): string {
  return process.env[name] ?? '';
}
/** Network. */
export async function ping(): Promise<number> {
  return (await fetch('https://example.org')).status;
}
/** Destructive by name and deed. */
export function deleteUser(id: string): void {
  users.delete(id);
}
/** Destructive by name alone. */
export function removeSpaces(text: string): string {
  return text.replaceAll(' ', '');
}
/** What is read at a fixed path is data: looking into it opens nothing. */
export function has(word: string): boolean {
  return readFileSync('words.txt', 'utf8').split('\n').includes(word);
}
