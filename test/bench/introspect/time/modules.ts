// The modules whose reading is timed: one that is small, one that is large, some that import what is huge.

/** Installed for the measurement, by exact version. */
export const PACKAGES: readonly string[] = ['googleapis@178.0.0', '@aws-sdk/client-s3@3.1169.0'];

const SMALL = `/** Adds. */
export function add(a: number, b: number): number { return a + b; }
/** Greets. */
export function greet(name: string, options: { loud?: boolean } = {}): string { return options.loud ? name.toUpperCase() : name; }
/** Sums up. */
export async function sum(numbers: number[]): Promise<{ total: number }> { return { total: numbers.length }; }
`;

function functions(count: number): string {
  const one = (index: number) => `/** One of many. */
export interface T${index} { a: string; b: number[]; c?: { d: Date; e: 'x' | 'y' } }
/** Takes ${index}. */
export function f${index}(x: T${index}, n = ${index}): Promise<{ ok: boolean; items: T${index}[] }> { throw new Error(x.a + n); }
`;
  return Array.from({ length: count }, (_, index) => one(index)).join('');
}

const GOOGLE = `import { google, type drive_v3 } from 'googleapis';
const drive = google.drive('v3');
/** Lists files. */
export async function list(q: string): Promise<{ id: string }[]> {
  const { data } = await drive.files.list({ q });
  return (data.files ?? []).map((file) => ({ id: file.id ?? '' }));
}
`;

const S3 = `import { ListObjectsV2Command, S3Client, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
/** Lists keys. */
export async function list(bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key ?? '');
}
`;

/** A module, how many tools it has, and what reading it may cost: seconds of CPU, megabytes at the peak. */
export interface Timed {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  readonly tools: number;
  readonly seconds?: number;
  readonly megabytes?: number;
}

const HEAVY = { seconds: 5, megabytes: 300 };

export const MODULES: readonly Timed[] = [
  { title: 'a small module', file: 'small.ts', text: SMALL, tools: 3, seconds: 2 },
  { title: 'one function', file: 'one.ts', text: functions(1), tools: 1 },
  { title: '1,000 functions', file: 'thousand.ts', text: functions(1000), tools: 1000 },
  {
    title: '2 MB of declarations',
    file: 'generated.d.ts',
    text: functions(8500)
      .replaceAll(/ \{ throw.*\}/g, ';')
      .replaceAll('n = ', 'n?: ')
      .replaceAll('export function', 'export declare function'),
    tools: 8500,
    seconds: 10,
  },
  { title: 'googleapis in code', file: 'google.ts', text: GOOGLE, tools: 1, ...HEAVY },
  {
    title: 'googleapis in a result',
    file: 'google-result.ts',
    text: `${GOOGLE}/** Lists all. */\nexport const all = async (q: string) => (await drive.files.list({ q })).data;\n`,
    tools: 2,
    ...HEAVY,
  },
  {
    title: 'googleapis in a parameter',
    file: 'google-parameter.ts',
    text: `${GOOGLE}/** Makes one. */\nexport const make = (file: drive_v3.Schema$File): string => file.id ?? '';\n`,
    tools: 1,
    ...HEAVY,
  },
  { title: 'AWS SDK in code', file: 's3.ts', text: S3, tools: 1, ...HEAVY },
  {
    title: 'AWS SDK in types',
    file: 's3-types.ts',
    text: `${S3}/** Lists. */\nexport const all = async (input: ListObjectsV2CommandInput) => (await s3.send(new ListObjectsV2Command(input))).KeyCount;\n`,
    tools: 2,
    ...HEAVY,
  },
];
