// What a generated project wires: the fixture's tools behind bearer tokens.
import surface from './tools.gen.json' with { type: 'json' };

export { createAuth } from '../../../../templates/auth/bearer/src/runtime/auth.ts';
export { tools } from './tools.gen.ts';
export { surface };
export const server = { name: 'fixture', version: '1.2.3' };
export const errors: 'safe' | 'strict' = 'safe';
