// What the demo says: colours and widths on a terminal, plain lines through a pipe.
const tty = process.stdout.isTTY === true && !process.env.NO_COLOR;
const started = performance.now();

/** Announces a step, runs it, and hands its result on. */
export async function step(title, work) {
  process.stdout.write(`\n${paint('1', `▸ ${title}`)} ${paint('2', seconds())}\n`);
  return work();
}

/** Indented text of the step that runs. */
export function say(text) {
  process.stdout.write(`${text.replace(/^/gm, '  ')}\n`);
}

/** One aligned row: a word, a name, and the rest cut to the terminal's width. */
export function line(word, name, rest) {
  const colour = word === 'skipped' ? '33' : '32';
  const room = tty ? Math.max(20, (process.stdout.columns ?? 100) - 31) : Number.POSITIVE_INFINITY;
  const shown = rest.length > room ? `${rest.slice(0, room - 1)}…` : rest;
  process.stdout.write(
    `  ${paint(colour, word.padEnd(8))}${name.padEnd(18)}${paint('2', shown)}\n`,
  );
}

/** The end that nobody wants: what did not hold, on stderr. */
export function fail(error) {
  process.stderr.write(
    `\n${paint('31', 'failed')} ${error instanceof Error ? error.message : error}\n`,
  );
}

function seconds() {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function paint(code, text) {
  return tty ? `\u001b[${code}m${text}\u001b[0m` : text;
}
