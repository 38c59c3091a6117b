// Layout of generated code: one line where it fits, else one item a line.
import { describe, expect, it } from 'vitest';
import { type Doc, LINE_WIDTH, layout } from '../../../src/render/layout.js';

const long = 'x'.repeat(60);

describe('layout', () => {
  it('keeps a line that fits, to the last column', () => {
    const list: Doc = { open: '[', items: ['a', 'b'], close: ']' };
    expect(layout(['const x = ', list, ';'])).toBe('const x = [a, b];');
    const exact: Doc = { open: '(', items: ['x'.repeat(LINE_WIDTH - 2)], close: ')' };
    expect(layout(exact)).toHaveLength(LINE_WIDTH);
    expect(layout([exact, ';'])).toBe(`(\n  ${'x'.repeat(LINE_WIDTH - 2)},\n);`);
  });

  it('breaks the outermost list first', () => {
    const inner: Doc = { open: 'f(', items: [long], close: ')' };
    const outer: Doc = { open: '{ ', items: ['a', inner, inner], close: ' }' };
    expect(layout(outer)).toBe(`{\n  a,\n  f(${long}),\n  f(${long}),\n}`);
  });

  it('counts what follows on the same line', () => {
    const list: Doc = { open: '[', items: [long], close: ']' };
    expect(layout([list, '.min(1)', '.max(2)'.repeat(5)])).toContain('[\n');
  });

  it('always breaks what says so', () => {
    const body: Doc = { open: '{', items: ['return 1;'], close: '}', style: 'statements' };
    expect(layout(['get x() ', body])).toBe('get x() {\n  return 1;\n}');
    expect(layout({ open: '[', items: ['a'], close: ']', style: 'lines' })).toBe('[\n  a,\n]');
    expect(layout({ open: '{ ', items: [['get x() ', body]], close: ' }' })).toContain('{\n  get');
  });
});
