// What the commands are made of, each part loaded when it is first used; tests put others in their place.
import type { Examination } from '../doctor/doctor.js';
import type { Report } from '../doctor/report.js';
import type { Generated, GenerateRequest } from '../generate.js';
import type { ModuleModel, SourceRef } from '../model/module.js';
import type { Change } from '../tree/file-tree.js';
import type { Context } from './context.js';
import type { Progress } from './progress.js';
import type { Prompter } from './prompter.js';
import type { ProcessOrder, ProcessResult } from './run-process.js';

export interface Parts {
  locateSource(specifier: string, folder: string): Promise<SourceRef>;
  introspect(source: SourceRef): Promise<ModuleModel>;
  generate(request: GenerateRequest): Promise<Generated>;
  write(out: string, generated: Generated): Promise<void>;
  diffText(changes: readonly Change[]): Promise<string>;
  prompter(context: Context): Promise<Prompter>;
  progress(context: Context): Promise<Progress>;
  run(order: ProcessOrder): Promise<ProcessResult>;
  freshToken(): Promise<string>;
  diagnose(examination: Examination): Promise<Report>;
}

export const parts: Parts = {
  locateSource: async (specifier, folder) =>
    (await import('../source/index.js')).locateSource(specifier, folder),
  introspect: async (source) => (await import('../source/index.js')).introspect(source),
  generate: async (request) => (await import('../generate.js')).generate(request),
  write: async (out, generated) => (await import('../generate.js')).write(out, generated),
  diffText: async (changes) => (await import('../tree/diff-text.js')).diffText(changes),
  prompter: async (context) => (await import('./prompter.js')).terminalPrompter(context),
  progress: async (context) => (await import('./progress.js')).terminalProgress(context),
  run: async (order) => (await import('./run-process.js')).runProcess(order),
  freshToken: async () => (await import('./token.js')).freshToken(),
  diagnose: async (examination) => (await import('../doctor/doctor.js')).diagnose(examination),
};
