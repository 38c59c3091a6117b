// What a generated project wires: the fixture's tools behind bearer tokens.
import type { PrepareService } from '../../../../templates/project/src/runtime/service.ts';
import { NO_PARTS } from '../../../helpers/extra.ts';
import surface from './tools.gen.json' with { type: 'json' };
import { tools } from './tools.gen.ts';

export { createAuth } from '../../../../templates/auth/bearer/src/runtime/auth.ts';
export { surface, tools };
export const server = { name: 'fixture', version: '1.2.3' };
export const errors: 'safe' | 'strict' = 'safe';

export const prepareService: PrepareService = () => ({
  problems: [],
  value: async () => ({ tools, begin: () => ({ extra: NO_PARTS }) }),
});
