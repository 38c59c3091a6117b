// The public API: what both commands are made of, for programs that generate servers themselves.
export { type Config, configSchema } from './config/schema.js';
export { ERROR_CODES, type ErrorCode, WrapError } from './errors.js';
export { type Generated, type GenerateRequest, generate, write } from './generate.js';
export type { Diagnostic, Severity } from './model/diagnostic.js';
export { inputSchema, type JsonSchema, outputSchema } from './model/json-schema.js';
export type { ModuleModel, SkippedExport, SourceRef, ToolModel } from './model/module.js';
export { introspect, locateSource } from './source/index.js';
export type { Change, ChangeKind, Ownership } from './tree/file-tree.js';
export type { SurfaceChange, Verdict } from './tree/verdict.js';
