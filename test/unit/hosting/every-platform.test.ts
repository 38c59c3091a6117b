// What holds on every platform: hostile names stay names, what has to be given is said, nothing else is emitted.
import { describe, expect, it } from 'vitest';
import { AUTH_KINDS } from '../../../src/config/kinds.ts';
import { authKinds } from '../../../src/plan/auth/index.ts';
import type { ServerPlan } from '../../../src/plan/server.ts';
import { PLATFORMS, sharedJobs, withJobs } from '../render-views/plan.ts';
import { at, files, parsed, textOf } from './written.ts';

const shared = { ...sharedJobs, replicas: 3 } as const;
const publicUrl = 'https://notes.example.com';
const HOSTILE = [
  'null',
  'yes',
  '0x10',
  '@a/b',
  'a"\n- b: $(id)',
  '$' + '{IMAGE} #',
  'x'.repeat(200),
];
const OWN: Readonly<Record<string, RegExp>> = {
  kubernetes: /^deploy\/kubernetes\/\w+\.yaml$/,
  fly: /^fly\.toml$/,
  render: /^render\.yaml$/,
  'cloud-run': /^deploy\/cloud-run\.yaml$/,
};

describe.each(PLATFORMS)('hosting %s', (hosting) => {
  /** The kind's own files, parsed, by their paths. */
  function own(over: Partial<ServerPlan>): ReadonlyMap<string, unknown> {
    const written = [...files({ hosting, ...over })].filter(([path]) => OWN[hosting]?.test(path));
    return new Map(written.map(([path, text]) => [path, parsed(path, text)]));
  }

  it.each(HOSTILE)('takes %j as the name of the server and no more', (name) => {
    for (const over of [{ ...withJobs, publicUrl }, shared]) {
      const documents = own({ ...over, name });
      const usual = own(over);
      expect(documents.size).toBeGreaterThan(0);
      for (const [path, document] of documents) {
        expect(
          namesIn(document).filter((each) => !/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(each)),
        ).toEqual([]);
        expect(shapeOf(document), path).toEqual(shapeOf(usual.get(path)));
      }
    }
  });

  it('names in the README what has to be given', () => {
    const readme = textOf('README.md', { hosting, ...shared });
    for (const name of ['MCP_BEARER_TOKEN', 'FILES_URL', 'AWS_SECRET_ACCESS_KEY'])
      expect(readme).toContain(name);
    expect(readme).not.toMatch(/compose/i);
  });

  it.each(AUTH_KINDS.filter((kind) => kind !== 'none'))(
    'has a place for what auth %s needs',
    (auth) => {
      const needed = authKinds[auth].variables.filter(({ required }) => required);
      const written = [...own({ auth }).values()]
        .map((document) => JSON.stringify(document))
        .join();
      for (const { name } of needed) {
        expect(textOf('README.md', { hosting, auth })).toContain(name);
        const reference = new RegExp(`"${name}","(?:valueFrom|sync)":(?:\\{"secretKeyRef"|false)`);
        if (hosting === 'fly') expect(written).not.toContain(name);
        else expect(written).toMatch(reference);
      }
    },
  );

  it('emits nothing of another kind', () => {
    const theirs = /^(?:compose\.yaml|fly\.toml|render\.yaml|deploy\/.*)$/;
    const paths = [...files({ hosting, ...shared }).keys()].filter((path) => theirs.test(path));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !OWN[hosting]?.test(path))).toEqual([]);
  });
});

/** What the thing is called there, wherever its kind says so. */
function namesIn(document: unknown): readonly string[] {
  return ['metadata.name', 'app', 'services.0.name', 'databases.0.name']
    .map((path) => at(document, path))
    .filter((name) => name !== undefined)
    .map(String);
}

/** Keys and lengths of lists, and the types of the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}
