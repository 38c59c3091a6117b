// A real terminal: a program in a tmux pane of its own server, typed into and read.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { cleanEnv, runOk } from './run.ts';

export interface Terminal {
  /** Presses keys by tmux's names: `Enter`, `C-c`, `Space`, `Down`. */
  press(...keys: string[]): Promise<void>;
  /** Types text as it stands. */
  type(text: string): Promise<void>;
  /** Waits until the screen matches, and returns it. */
  until(pattern: RegExp): Promise<string>;
  /** Waits until the program has ended, and returns its exit code. */
  exitCode(): Promise<number>;
  close(): Promise<void>;
}

/** Opens a terminal of 120 x 100 and runs the program in it, without a shell. */
export async function openTerminal(cwd: string, command: readonly string[]): Promise<Terminal> {
  const socket = `live-${randomUUID()}`;
  const tmux = async (...args: string[]) =>
    (await runOk('tmux', ['-L', socket, '-f', '/dev/null', ...args], { cwd, env: TERMINAL }))
      .stdout;
  const size = ['-x', '120', '-y', '100'];
  await tmux(
    ...['start-server', ';', 'set-option', '-g', 'remain-on-exit', 'on', ';'],
    ...['new-session', '-d', ...size, '-c', cwd, '--', process.execPath, TELL_EXIT, ...command],
  );
  const screen = () => tmux('capture-pane', '-p');
  const wait = { timeout: 60_000, interval: 50 };
  return {
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    type: async (text) => void (await tmux('send-keys', '-l', text)),
    until: (pattern) =>
      vi.waitFor(async () => {
        const text = await screen();
        expect(text).toMatch(pattern);
        return text;
      }, wait),
    exitCode: () =>
      vi.waitFor(async () => {
        const [, code] = /\[ended with (\d+)\]/.exec(await screen()) ?? [];
        expect(code).toBeDefined();
        return Number(code);
      }, wait),
    close: async () => void (await tmux('kill-server')),
  };
}

const TELL_EXIT = join(import.meta.dirname, 'tell-exit.mjs');
const TERMINAL = { ...cleanEnv(), NO_COLOR: '', TERM: 'xterm-256color', LANG: 'C.UTF-8' };
