// The registry of clients that the hand-off speaks to, in the order of handoff/CONNECT.md.
import { canonical } from './canonical.js';
import { claudeCode } from './claude-code.js';
import { claudeDesktop } from './claude-desktop.js';
import { codex } from './codex.js';
import { chatGpt, claudeAi } from './connectors.js';
import { cursor } from './cursor.js';
import type { ClientEntry } from './entry.js';
import { gemini } from './gemini.js';
import { vscode } from './vscode.js';
import { windsurf } from './windsurf.js';

export const clientKinds = {
  claudeCode,
  claudeDesktop,
  claudeAi,
  chatGpt,
  vscode,
  cursor,
  codex,
  gemini,
  windsurf,
  canonical,
} satisfies Readonly<Record<string, ClientEntry>>;
