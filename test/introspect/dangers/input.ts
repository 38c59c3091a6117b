import { exec } from 'node:child_process';
import fs from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';

export { rmdirSync as removeAnything } from 'node:fs';

const run = promisify(exec);
const files = { remove: (path: string): void => fs.unlinkSync(path) };
/** Through promisify. */
export async function shell(command: string): Promise<string> {
  return (await run(command)).stdout;
}
/** Made by promisify. */
export const direct = promisify(fs.unlink);
/** Through an object's member. */
export function tidy(path: string): void {
  files.remove(path);
}
/** As a callback. */
export function removeEach(paths: string[]): void {
  paths.forEach(fs.unlinkSync);
}
/** First with a fixed path, then with the caller's. */
export function both(path: string): string {
  return open('fixed.txt') + open(path);
}
function open(path: string): string {
  return fs.readFileSync(path, 'utf8');
}
/** By a template. */
export async function list(folder: string): Promise<string[]> {
  const path = `${folder}/x`;
  return readdir(path);
}
/** In each of the caller's. */
export function sizes(paths: string[]): number[] {
  const found: number[] = [];
  for (const path of paths) found.push(fs.statSync(path).size);
  return found;
}
/** Code from text. */
export function compute(text: string): unknown {
  return new Function(`return ${text}`)();
}
/** Code in a sandbox that is none. */
export function sandboxed(text: string): unknown {
  return vm.runInNewContext(text);
}
/** Code from text, later. */
export function later(text: string): void {
  setTimeout(text as never, 0);
}
/** Any module. */
export async function plugin(name: string): Promise<unknown> {
  return import(name);
}
/** Any module, the old way. */
export function required(name: string): unknown {
  const require = createRequire(import.meta.url);
  return require(name);
}
/** A fixed module. */
export async function fixed(): Promise<string> {
  const { sep } = await import('node:path');
  return sep;
}
/** A thread. */
export function thread(): void {
  new Worker('./worker.js');
}
/** Ends the server. */
export function stop(): void {
  process.exit(0);
}
/** In a class, through this. */
export class Notes {
  static save(text: string): void {
    this.#write(text);
  }
  static #write(text: string): void {
    fs.writeFileSync('notes.txt', text);
  }
  static get latest(): string {
    return fs.readFileSync('notes.txt', 'utf8');
  }
  static show(): string {
    return Notes.latest;
  }
}
/** The environment through an alias. */
export function everything(): NodeJS.ProcessEnv {
  const env = process.env;
  return env;
}
/** Its own set is nobody's data. */
export function removeDuplicates(words: string[]): string[] {
  const seen = new Set(words);
  seen.delete('');
  return [...seen];
}
