// Reads the module of one case folder, once per process.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleModel, SourceRef } from '../../src/model/module.js';
import { introspect, locateSource } from '../../src/source/index.js';

export function caseSource(name: string): SourceRef {
  const folder = join(import.meta.dirname, name);
  const input = readdirSync(folder).find((file) => file.startsWith('input.'));
  return locateSource(`./${input}`, folder);
}

const models = new Map<string, Promise<ModuleModel>>();

export function introspectCase(name: string): Promise<ModuleModel> {
  const model = models.get(name) ?? introspect(caseSource(name));
  models.set(name, model);
  return model;
}
