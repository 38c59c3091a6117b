// Files in an S3 bucket: written by this server, downloaded from the bucket itself by links of ten minutes.
import { S3Client, S3Errors } from '@bradenmacdonald/s3-lite-client';
import type { Checked, Env } from '../env-values.ts';
import { type Entry, FileError, type Place } from './place.ts';

/** A bucket with the names in it that are ours: those below the prefix, which is empty or ends in `/`. */
interface Bucket {
  readonly client: S3Client;
  readonly prefix: string;
}

/** Above what a file may have: one request writes it, whole or not at all. */
const WHOLE = 256 * 1024 * 1024;
/** Seconds that a link to the bucket is good: it leads to one file, and starts being used at once. */
const LINK_SECONDS = 600;

const BUCKET_URL = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/([\w!.*()/-]*))?$/;

/** Reads FILES_URL and the AWS_* variables; `value` opens the bucket, and rejects with what the operator has to do. */
export function readBucket(url: string, env: Env): Checked<() => Promise<Place>> {
  const [, bucket, path = ''] = BUCKET_URL.exec(url) ?? [];
  const options = readOptions(bucket ?? '', env);
  const needs = (what: string) => `FILES_URL names a bucket: set ${what}`;
  const problems = [
    ...(bucket ? [] : ['FILES_URL: expected s3://<bucket> or s3://<bucket>/<prefix>']),
    ...(options.accessKey && options.secretKey
      ? []
      : [needs('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')]),
    ...(options.region ? [] : [needs('AWS_REGION, and AWS_ENDPOINT_URL_S3 unless it is AWS')]),
    ...(isHttp(options.endPoint) ? [] : ['AWS_ENDPOINT_URL_S3: expected an http or https URL']),
  ];
  return { value: () => openBucket(options, prefixOf(path)), problems };
}

type Options = ConstructorParameters<typeof S3Client>[0];

function readOptions(bucket: string, env: Env): Options {
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || '';
  const endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL;
  return {
    bucket,
    region,
    endPoint: endpoint || `https://s3.${region}.amazonaws.com`,
    // No certificate covers a dot before the host's name; other services may serve no such names at all.
    pathStyle: endpoint !== undefined || bucket.includes('.'),
    accessKey: env.AWS_ACCESS_KEY_ID ?? '',
    secretKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
  };
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function prefixOf(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}

async function openBucket(options: Options, prefix: string): Promise<Place> {
  try {
    const bucket = { client: new S3Client(options), prefix };
    for await (const _ of bucket.client.listObjects({ prefix })) break;
    return placeIn(bucket);
  } catch (cause) {
    const message = `FILES_URL: the bucket ${options.bucket} at ${options.endPoint} cannot be used (${reasonOf(cause)}): check FILES_URL and the AWS_* variables`;
    throw new Error(message, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof S3Errors.ServerError) return `${cause.code}: ${cause.message}`;
  return cause instanceof Error ? cause.message : String(cause);
}

function placeIn({ client, prefix }: Bucket): Place {
  return {
    kind: 's3',
    async write(name, data) {
      await client.putObject(prefix + name, unshared(data), { partSize: WHOLE }).catch(notKept);
    },
    async read(name) {
      const answer = await client.getObject(prefix + name).catch(absent);
      return answer && new Uint8Array(await answer.arrayBuffer());
    },
    async source(name, method, { contentType, disposition }) {
      const parameters = {
        'response-content-type': contentType,
        'response-content-disposition': disposition,
        'response-cache-control': 'private, no-cache',
      };
      const link = { parameters, expirySeconds: LINK_SECONDS };
      return { kind: 'link', url: await client.getPresignedUrl(method, prefix + name, link) };
    },
    async remove(name) {
      await client.deleteObject(prefix + name).catch(absent);
    },
    list: () => list({ client, prefix }),
    async tidy() {}, // what is cut off leaves nothing there
  };
}

/** Memory that threads share is copied: no request takes it. */
function unshared(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = data;
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(data);
}

function notKept(cause: unknown): never {
  throw new FileError('the file was not kept: the file store does not take it', { cause });
}

function absent(cause: unknown): undefined {
  if (cause instanceof S3Errors.ServerError && cause.statusCode === 404) return undefined;
  throw new FileError('the file store does not answer', { cause });
}

async function* list({ client, prefix }: Bucket): AsyncGenerator<Entry> {
  for await (const { key, lastModified } of client.listObjects({ prefix })) {
    yield { name: key.slice(prefix.length), modified: lastModified.getTime() };
  }
}
