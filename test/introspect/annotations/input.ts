import { readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Pool } from './pool.js';

const cache = new Map<string, number>();
const LIMITS = { low: 1, high: 9 } as const;
let count = 0;

/** Computes alone: helpers, callbacks, local state, a module's constant. */
export function average(numbers: number[]): number {
  const kept: number[] = [];
  for (const number of numbers) if (clamp(number) === number) kept.push(number);
  kept.sort((a, b) => a - b);
  return kept.reduce(sum, 0) / kept.length;
}
function clamp(value: number): number {
  return Math.min(LIMITS.high, Math.max(LIMITS.low, value));
}
function sum(a: number, b: number): number {
  return a + b;
}
/** Reads the module's state. */
export function getCount(): number {
  return count;
}
/** Writes the module's state. */
export function increment(): number {
  count += 1;
  return count;
}
/** Remembers in a helper. */
export function squared(value: number): number {
  return remembered(String(value), () => value * value);
}
function remembered(key: string, make: () => number): number {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
/** Changes it through another name. */
export function renameFirst(name: string): void {
  const [first] = people;
  if (first) first.name = name;
}
const people = [{ name: 'Ada' }];
/** Changes it in a helper that is handed it. */
export function enlist(name: string): number {
  return append(people, { name });
}
function append<T>(list: T[], item: T): number {
  return list.push(item);
}
/** The same helper on a list of its own. */
export function pair(a: string, b: string): string[] {
  const list: string[] = [];
  append(list, a);
  append(list, b);
  return list;
}
/** Chance is not idempotent. */
export function token(): string {
  return `${randomUUID()}-${Math.random()}-${Date.now()}`;
}
/** The time given is no chance. */
export function year(date: string): number {
  return new Date(date).getFullYear();
}
/** Reads, and says so. */
export function loadConfig(): string {
  return readFileSync(join('etc', 'config.json'), 'utf8');
}
/** Reads, and does not say so. */
export function banner(): string {
  return readFileSync('banner.txt', 'utf8');
}
/** Reads the network with GET. */
export async function getStatus(id: string): Promise<number> {
  const answer = await fetch(`https://example.org/${encodeURIComponent(id)}`, { method: 'GET' });
  return answer.status;
}
/** Posts, whatever its name says. */
export async function getOrCreate(id: string): Promise<number> {
  return (await fetch('https://example.org/', { method: 'POST', body: id })).status;
}
/** Destroys a file. */
export function cleanUp(): void {
  rmSync('cache', { recursive: true });
}
/** SQL that only reads. */
export async function findUsers(pool: Pool): Promise<number> {
  return pool.query('SELECT 1');
}
/** Nothing is known of what it calls. */
export function throughTable(name: string): string {
  return table[name]?.(name) ?? '';
}
const table: Record<string, (text: string) => string> = { upper: (text) => text.toUpperCase() };
/** Deeper than is looked. */
export function deep(n: number): number {
  return one(n);
}
const one = (n: number): number => two(n);
const two = (n: number): number => three(n);
const three = (n: number): number => four(n);
const four = (n: number): number => n;
/** An instance of its own. */
export function counted(words: string[]): number {
  const tally = new Tally();
  for (const word of words) tally.add(word);
  return tally.size;
}
class Tally {
  readonly #seen = new Set<string>();
  add(word: string): void {
    this.#seen.add(word);
  }
  get size(): number {
    return this.#seen.size;
  }
}
/** Tags win. @readOnly @closedWorld */
export function removeAll(): number {
  count = 0;
  return count;
}
/** Destructive by its name and by what it does. */
export function resetCount(): void {
  count = 0;
}
/** Called getISOWeek2Date. */
export function getISOWeek2Date(week: string): string {
  return week.trim();
}
/** Under another name. @title The weekday's own name */
export function snake_case_name(day: string): string {
  return day;
}
