// Reads the module of one case folder.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleModel, SourceRef } from '../../src/model/module.js';
import { introspect, locateSource } from '../../src/source/index.js';

export function caseSource(name: string): SourceRef {
  const folder = join(import.meta.dirname, name);
  const input = readdirSync(folder).find((file) => file.startsWith('input.'));
  return locateSource(`./${input}`, folder);
}

export function introspectCase(name: string): Promise<ModuleModel> {
  return introspect(caseSource(name));
}
