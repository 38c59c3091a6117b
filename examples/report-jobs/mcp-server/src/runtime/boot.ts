// Imported before the wrapped module is: what must be so when that loads.
import { existsSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** True when the server speaks over stdin and stdout instead of HTTP. */
export const isStdio = process.argv.includes('--stdio');

/** Where the stdio transport writes; with `--stdio` everybody else's stdout goes to stderr. */
export const protocolOutput = isStdio ? reserveStdout() : process.stdout;

loadEnv();

/** The project's own .env, beside the folder of the built file. Variables that are set already win. */
function loadEnv(): void {
  const file = fileURLToPath(new URL('../.env', import.meta.url));
  if (existsSync(file)) process.loadEnvFile(file);
}

function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk, done);
    },
  });
}
