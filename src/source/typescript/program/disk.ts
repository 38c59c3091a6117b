// The disk as one program sees it: what is there is asked once, however many imports look for it.
import type { ts } from 'ts-morph';

/** `host`, its answers about files and folders kept: for one program only, as disks change. */
export function seenOnce<H extends ts.ModuleResolutionHost>(host: H): H {
  const { directoryExists, fileExists } = host;
  return {
    ...host,
    fileExists: once((path) => fileExists(path)),
    ...(directoryExists && { directoryExists: once((path) => directoryExists(path)) }),
  };
}

function once(ask: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const answer = ask(path);
    known.set(path, answer);
    return answer;
  };
}
