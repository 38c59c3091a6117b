// What the environment says of a bucket, and what is wrong with it; the bucket itself is tried in test:full.
import { describe, expect, it } from 'vitest';
import { readPlace } from '../../../templates/files-s3/src/runtime/files/places.ts';

const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKID',
  AWS_SECRET_ACCESS_KEY: 'hidden',
  AWS_REGION: 'eu-west-1',
};

describe('FILES_URL', () => {
  it.each([
    ['s3://bucket', KEYS],
    ['s3://my.bucket-1/some/prefix/', KEYS],
    ['s3://bucket/p', { ...KEYS, AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-1' }],
    ['s3://bucket', { ...KEYS, AWS_ENDPOINT_URL: 'http://localhost:9000' }],
    ['file:./data/files', {}],
  ])('may be %s', (url, env) => {
    expect(readPlace(url, env).problems).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['s3://', KEYS, 'expected s3://<bucket>'],
    ['s3://AKID:hidden@bucket/x', KEYS, 'expected s3://<bucket>'],
    ['s3://Bucket', KEYS, 'expected s3://<bucket>'],
    ['s3://bucket/a b', KEYS, 'expected s3://<bucket>'],
    ['s3://bucket/x?y=z', KEYS, 'expected s3://<bucket>'],
    ['gs://bucket', KEYS, 'expected file:<folder> or s3://'],
    ['s3://bucket', { ...KEYS, AWS_ACCESS_KEY_ID: '' }, 'set AWS_ACCESS_KEY_ID and AWS_SECRET'],
    ['s3://bucket', { ...KEYS, AWS_REGION: '' }, 'set AWS_REGION'],
    [
      's3://bucket',
      { ...KEYS, AWS_ENDPOINT_URL_S3: 'localhost:9000' },
      'AWS_ENDPOINT_URL_S3: expected',
    ],
  ])('is a problem as %s with %o, without secrets', (url, env, problem) => {
    const { problems } = readPlace(url, env);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(problems.join()).not.toMatch(/hidden/);
  });

  it('with a temporary key needs its token', async () => {
    const env = { ...KEYS, AWS_ACCESS_KEY_ID: 'ASIA1234' };
    await expect(readPlace('s3://bucket', env).value()).rejects.toThrow(
      /^FILES_URL: the bucket bucket .* session token must also be provided\.?\): check FILES_URL and the AWS_\* variables$/,
    );
  });
});
