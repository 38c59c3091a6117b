import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Marked. @job */
export function marked(n: number): number {
  return n;
}
/** Returns a promise, says JSDoc. @async */
export async function promised(n: number): Promise<number> {
  return n;
}
/** Marked as a plain call. @sync */
export async function plain(urls: string[]): Promise<number> {
  let total = 0;
  for (const url of urls) total += (await fetch(url)).status;
  return total;
}
/** A request per item. */
export async function crawlAll(urls: string[]): Promise<number> {
  let total = 0;
  for (const url of urls) total += await statusOf(url);
  return total;
}
async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}
/** A request per item, at once. */
export async function statuses(urls: string[]): Promise<number[]> {
  return Promise.all(urls.map(async (url) => (await fetch(url)).status));
}
/** Page after page. */
export async function pages(): Promise<number> {
  let page = 0;
  while ((await fetch(`https://example.org/${page}`)).ok) page += 1;
  return page;
}
/** One request. */
export async function status(url: string): Promise<number> {
  return (await fetch(url)).status;
}
/** A fixed number of requests. */
export async function three(): Promise<number> {
  let total = 0;
  for (const path of ['a', 'b', 'c']) total += (await fetch(`https://example.org/${path}`)).status;
  return total;
}
/** A process. */
export function listing(): void {
  execFile('ls');
}
/** Waits long. */
export async function patient(): Promise<void> {
  await sleep(30_000);
}
/** Waits shortly. */
export async function brief(): Promise<void> {
  await sleep(100);
}
/** Polls. */
export async function settled(id: string): Promise<void> {
  while (!(await isSettled(id))) await sleep(500);
}
async function isSettled(id: string): Promise<boolean> {
  return id === '';
}
/** A verb, a promise and a request. */
export async function uploadReport(text: string): Promise<void> {
  await fetch('https://example.org/', { method: 'POST', body: text });
}
/** A verb and a promise. */
export async function processItems(items: string[]): Promise<number> {
  return items.length;
}
/** A verb alone, computing. */
export function convert(celsius: number): number {
  return celsius * 1.8 + 32;
}
/** Can be cancelled. */
export function cancellable(n: number, signal?: AbortSignal): number {
  return signal?.aborted ? 0 : n;
}
/** Reports progress. */
export function reporting(n: number, onProgress: (done: number) => void): number {
  onProgress(n);
  return n;
}
