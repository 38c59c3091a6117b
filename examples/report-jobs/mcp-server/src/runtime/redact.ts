// Takes out of a message what its reader must not learn: paths, credentials, secrets of the environment.

const SECRET_NAME =
  /(secret|token|passw|passphrase|(?:^|_)pass$|pwd|api_?key|private|credential|auth(?!or)|cookie|dsn|_key$|^key$)/i;
const NO_SECRET = /^(OLD)?PWD$|_SOCK$/i;
const SHORTEST_SECRET = 6;

const TOKEN_SHAPES = [
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:sk|pk|rk|mcp|ghp|gho|ghs|ghu|ghr|github_pat|glpat|xox[abpros]|npm|hf|AIza)[-_]?[\w-]{16,}/g,
  /\b(?:AKIA|ASIA)[A-Z\d]{12,}\b/g,
  /\b(?:Bearer|Basic) +[\w.~+/=-]{8,}/gi,
  /\b[\da-f]{32,}\b/gi,
  /(?<![\w+/-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Z])(?=[\w+/-]*[a-z])[\w+/-]{32,}={0,2}/g,
];

const ROOTS =
  'etc|home|root|tmp|usr|var|opt|srv|mnt|data|app|proc|dev|run|Users|Volumes|private|workspace';
const PATHS = [
  /\bfile:\/{2,3}[^\s'"`)>]+/gi,
  /(?<=(['"`]))(?:\/|[A-Za-z]:[\\/]|\\\\)[^'"`\n]*(?=\1)/g,
  /(?<![\w/\\])[A-Za-z]:[\\/][^\s'"`()<>|,;]*/g,
  /(?<![\w\\])\\\\[\w.$-]+\\[^\s'"`()<>|,;]*/g,
  new RegExp(
    String.raw`(?<![\w/.\]})-])/(?:(?:${ROOTS})\b[^\s'"\`()<>|,;]*|[^\s'"\`()<>|,;:/]+/[^\s'"\`()<>|,;]+)`,
    'g',
  ),
];

/** The text without absolute paths, file URLs, credentials in URLs, secret variables' values and tokens. */
export function redact(text: string, env: Readonly<Record<string, string | undefined>>): string {
  let safe = text;
  for (const secret of secretsOf(env)) safe = safe.replaceAll(secret, '[secret]');
  safe = safe.replace(/\b([a-z][a-z\d+.-]{0,30}:\/\/)[^\s/@'"]*@/gi, '$1[secret]@');
  for (const shape of TOKEN_SHAPES) safe = safe.replace(shape, '[secret]');
  for (const path of PATHS) safe = safe.replace(path, '[path]');
  return safe;
}

/** Longest first, so that a secret within another leaves no rest; lists of `name=token` one by one too. */
function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env)
    .filter(([name]) => SECRET_NAME.test(name) && !NO_SECRET.test(name))
    .flatMap(([, value = '']) => [value, ...value.split(',').map(withoutName)])
    .filter((value) => value.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
}

function withoutName(entry: string): string {
  return entry.trim().replace(/^[A-Za-z][\w.-]*=/, '');
}
