// What modules are known for: dangers of whole packages, libraries that take their time.
import { describe, expect, it } from 'vitest';
import {
  dangerousPackage,
  isSlow,
  kindOf,
} from '../../../src/source/typescript/evidence/known-modules.js';

describe('a package is dangerous as a whole', () => {
  it.each([
    ['fs-extra', 'fs-extra reads, writes and deletes files'],
    ['rimraf', 'rimraf reads, writes and deletes files'],
    ['execa', 'execa starts processes'],
    ['vm2', 'vm2 runs code from text'],
  ])('%s', (name, words) => expect(dangerousPackage(name)).toBe(words));

  it.each(['axios', 'pg', 'uuid', 'lodash', 'constructor', 'unheard-of'])('not %s', (name) =>
    expect(dangerousPackage(name)).toBeUndefined(),
  );
});

describe('slow libraries', () => {
  it.each(['sharp', 'tesseract.js', '@ffmpeg/ffmpeg', 'puppeteer-core', 'tar/create'])(
    '%s takes its time',
    (module) => expect(isSlow(module)).toBe(true),
  );

  it.each(['sharper', '@ffmpeg/core', 'lodash', 'fs'])('%s does not', (module) =>
    expect(isSlow(module)).toBe(false),
  );
});

describe('kinds', () => {
  it.each([
    ['fs/promises', 'files'],
    ['lodash/fp', 'pure'],
    ['mysql2/promise', 'database'],
    ['@aws-sdk/client-s3', 'network'],
    ['@aws-sdk/types', undefined],
    ['tsx/cjs/api', 'code'],
    ['tsx', undefined],
  ])('%s is known for %s', (module, kind) => expect(kindOf(module)).toBe(kind));
});
