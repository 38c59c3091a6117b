// Our keys go into the user's JSON; everything else of it stays as it was.
import { describe, expect, it } from 'vitest';
import { type MergeInput, mergeJson } from '../../../src/tree/merge-json.js';

function merge(disk: object, ours: object, more: Partial<MergeInput> = {}): unknown {
  const merged = mergeJson({
    disk: JSON.stringify(disk, null, 2),
    ours: JSON.stringify(ours),
    own: {},
    force: false,
    ...more,
  });
  return merged === undefined ? undefined : JSON.parse(merged);
}

describe('mergeJson', () => {
  it('adds our keys and keeps the others in their order', () => {
    const merged = mergeJson({
      disk: '{\n\t"z": 1,\n\t"scripts": {\n\t\t"mine": "x"\n\t}\n}\n',
      ours: '{"scripts":{"dev":"d"},"type":"module"}',
      own: undefined,
      force: false,
    });
    expect(merged).toBe(
      '{\n\t"z": 1,\n\t"scripts": {\n\t\t"mine": "x",\n\t\t"dev": "d"\n\t},\n\t"type": "module"\n}\n',
    );
  });

  it('returns the text itself when nothing changes, however it is formatted', () => {
    const disk = '{ "a":1,   "b": [1,\n2] }';
    expect(mergeJson({ disk, ours: '{"a":1}', own: { a: 1 }, force: false })).toBe(disk);
  });

  it('brings our values up to date', () => {
    const own = { dependencies: { zod: '4.0.0' } };
    expect(
      merge(
        { dependencies: { zod: '4.0.0', mine: '1' } },
        { dependencies: { zod: '4.1.0' } },
        { own },
      ),
    ).toEqual({ dependencies: { zod: '4.1.0', mine: '1' } });
  });

  it('keeps a value of ours that the user changed, unless forced', () => {
    const own = { scripts: { dev: 'a' } };
    const disk = { scripts: { dev: 'mine' } };
    expect(merge(disk, { scripts: { dev: 'b' } }, { own })).toEqual(disk);
    expect(merge(disk, { scripts: { dev: 'b' } }, { own, force: true })).toEqual({
      scripts: { dev: 'b' },
    });
  });

  it('removes keys that are ours no longer, and only those', () => {
    const own = { dependencies: { old: '1', kept: '1' }, extra: { only: true } };
    const disk = { dependencies: { old: '1', kept: '2', mine: '1' }, extra: { only: true } };
    expect(merge(disk, { dependencies: {} }, { own })).toEqual({
      dependencies: { kept: '2', mine: '1' },
    });
  });

  it("refuses another's file that holds one of our keys, unless forced", () => {
    const disk = { name: 'theirs', scripts: { dev: 'x' } };
    expect(merge(disk, { name: 'ours' }, { own: undefined })).toBeUndefined();
    expect(merge(disk, { name: 'ours' }, { own: undefined, force: true })).toEqual({
      name: 'ours',
      scripts: { dev: 'x' },
    });
  });

  it.each(['', '[]', 'null', '{"a":', '"text"'])('refuses %j, which is no object', (disk) => {
    expect(mergeJson({ disk, ours: '{}', own: {}, force: true })).toBeUndefined();
  });

  it('takes __proto__ for a key like any other', () => {
    const disk = '{"__proto__": {"polluted": 1}, "a": 1}';
    const merged = mergeJson({ disk, ours: '{"__proto__":{"b":2}}', own: {}, force: false });
    expect(merged).toContain('"polluted": 1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
