// What names say: titles from identifiers, verbs that destroy or take long.
import { describe, expect, it } from 'vitest';
import {
  isDestructive,
  isLongWork,
  titleOf,
} from '../../../src/source/typescript/evidence/verbs.js';

describe('titles', () => {
  it.each([
    ['getISOWeek', 'Get ISO week'],
    ['add', 'Add'],
    ['Store_findAll', 'Store find all'],
    ['snake_case_name', 'Snake case name'],
    ['parseURL', 'Parse URL'],
    ['toHTML5', 'To HTML5'],
    ['groesse', 'Groesse'],
    ['_', '_'],
  ])('%s is %s', (name, title) => expect(titleOf(name)).toBe(title));
});

describe('verbs', () => {
  it('are whole words at the start', () => {
    expect(['Store.removeAll', 'delete_user', 'reset'].map(isDestructive)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['removed', 'undelete', 'listDeleted'].map(isDestructive)).toEqual([
      false,
      false,
      false,
    ]);
    expect(['renderVideo', 'rendered', 'process'].map(isLongWork)).toEqual([true, false, true]);
  });
});
