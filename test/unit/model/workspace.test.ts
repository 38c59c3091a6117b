// Which folders the patterns of a workspace make members of it.
import { describe, expect, it } from 'vitest';
import { isMember } from '../../../src/model/workspace.ts';

describe('a pattern', () => {
  it.each([
    ['packages/*', 'packages/core'],
    ['./packages/*/', 'packages/core'],
    ['packages/**', 'packages/deep/core'],
    ['packages/**', 'packages'],
    ['**', 'anything/at/all'],
    ['**/server', 'apps/server'],
    ['{apps,libs}/*', 'libs/a'],
    ['apps/web-*', 'apps/web-shop'],
    ['tools', 'tools'],
  ])('%s names %s', (pattern, folder) => expect(isMember([pattern], folder)).toBe(true));

  it.each([
    ['packages/*', 'packages/core/mcp-server'],
    ['packages/*', 'packages'],
    ['packages/*', 'other/core'],
    ['pack.ges/*', 'packages/core'],
    ['tools', 'tools/x'],
    ['(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'],
  ])('%s does not name %s', (pattern, folder) => expect(isMember([pattern], folder)).toBe(false));

  it('is taken back by a later one', () => {
    const patterns = ['packages/*', '!packages/old', 'apps/*'];
    expect(isMember(patterns, 'packages/old')).toBe(false);
    expect(isMember([...patterns, 'packages/old'], 'packages/old')).toBe(true);
  });
});
