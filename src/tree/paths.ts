// Which paths may be written: relative, POSIX, and inside of `out` on every platform.

const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** Whether `path` names something below `out`, without `..`, drive letters or tricks of a platform. */
export function isInside(path: string): boolean {
  return (
    path !== '' &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && isPlain(part))
  );
}

function isPlain(part: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return !/[\u0000-\u001f\\:]|[. ]$/.test(part) && !RESERVED.test(part);
}
