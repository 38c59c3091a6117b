// Makes a bearer token: `npm run token -- --name alice`, with `--write` it is let in by .env at once.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const envFile = fileURLToPath(new URL('../.env', import.meta.url));
const { name, write } = readArguments();
const token = `mcp_${randomBytes(32).toString('base64url')}`;
const entry = `${name}=sha256:${createHash('sha256').update(token).digest('hex')}`;

process.stdout.write(`
Token of "${name}", shown this once; it goes to the client, and nowhere else:

  ${token}

The server only needs to know its digest:

  ${entry}

`);
if (write) writeEntry();
process.stdout.write(
  write
    ? 'Added to MCP_BEARER_TOKEN in .env. Restart the server to let it in.\n'
    : 'Add it to MCP_BEARER_TOKEN (a comma list) where the server runs, and restart it.\n',
);

function readArguments() {
  const options = {
    name: { type: 'string', default: 'default' },
    write: { type: 'boolean', default: false },
  };
  const { values } = parseArgs({ options });
  if (/^[A-Za-z][\w.-]*$/.test(values.name)) return values;
  process.stderr.write('--name takes a letter, then letters, digits, ".", "_" or "-"\n');
  process.exit(2);
}

/** Appends to the list in .env, which stays readable by its owner alone. */
function writeEntry() {
  const text = existsSync(envFile) ? readFileSync(envFile, 'utf8') : '';
  const line = /^MCP_BEARER_TOKEN=(["']?)([^\r\n]*?)\1[ \t]*$/m;
  const known = line.exec(text)?.[2];
  const value = `MCP_BEARER_TOKEN=${known ? `${known},` : ''}${entry}`;
  const next =
    known === undefined
      ? `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${value}\n`
      : text.replace(line, () => value);
  writeFileSync(envFile, next, { mode: 0o600 });
  chmodSync(envFile, 0o600);
}
