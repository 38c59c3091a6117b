// What parts of a server add to a call's context, for tests that have none of those parts.
import type { Extra } from '../../templates/project/src/runtime/tool.ts';

export const NO_PARTS: Extra = {
  ask: () => Promise.reject(new Error('no questions in this test')),
  file: () => Promise.reject(new Error('no files in this test')),
};
