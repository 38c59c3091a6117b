import process, { env as environment } from 'node:process';
import { fromHelper } from './helper.js';

const env = process.env;
const token = process.env.API_TOKEN;
if (!token) throw new Error('API_TOKEN is not set');
const DEFAULT_REGION = 'eu-west-1';

/** Literal fallbacks. */
export function settings(): string[] {
  const { LOG_FILE = 'out.log', 'CACHE-DIR': cache } = process.env;
  return [
    process.env.REGION ?? DEFAULT_REGION,
    process.env['ZONE'] || 'a',
    String(Number(env.PORT ?? 3000)),
    LOG_FILE,
    cache ?? '',
    environment.HOME_PAGE ?? computed(),
  ];
}
function computed(): string {
  return 'x'.repeat(3);
}
/** Needed. */
export function needed(): string {
  const key = env.SECRET_KEY;
  if (key === undefined) {
    throw new Error('SECRET_KEY is not set');
  }
  return key + process.env.SURE! + (process.env.OR_FAIL ?? fail('OR_FAIL')) + process.env.BARE;
}
function fail(name: string): never {
  throw new Error(`${name} is not set`);
}
/** Only looked at. */
export function looked(): boolean {
  if (process.env.DEBUG) return true;
  return process.env.NODE_ENV === 'production' || process.env.LIST?.split(',').length === 2;
}
/** Deep below. */
export function deep(): string {
  return a();
}
const a = (): string => b();
const b = (): string => c();
const c = (): string => d();
const d = (): string => fromHelper();
/** Set, not read. */
export function set(): void {
  process.env.WRITTEN = '1';
}
/** In a class. */
export class Client {
  static connect(): string {
    return Client.#url();
  }
  static #url(): string {
    return process.env.CLIENT_URL ?? 'http://localhost';
  }
}
function nobodyCalls(): string | undefined {
  return process.env.UNUSED;
}
