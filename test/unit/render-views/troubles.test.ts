// The table of faults in README.md: rows of what was chosen and no others, and messages that the server really gives.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderTree } from '../../../src/render/files.ts';
import { packageTemplates } from '../../../src/render/templates.ts';
import { REPO } from '../../helpers/paths.ts';
import { beside, samplePlan, sharedJobs, withJobs } from './plan.ts';

const templates = packageTemplates();
const publicUrl = 'https://notes.example.com';

function readme(...args: Parameters<typeof samplePlan>): string {
  const text = renderTree(samplePlan(...args), templates).get('README.md')?.content ?? '';
  return text.slice(text.indexOf('## When it does not work'), text.indexOf('## Working on it'));
}

describe('rows', () => {
  it.each([
    ['a bearer token', { auth: 'bearer' }, /a bearer token is needed/],
    ['Cloudflare Access', { auth: 'cloudflare-access', publicUrl }, /CF-Access-Client-Secret/],
    ['an issuer', { auth: 'oauth', publicUrl }, /OAUTH_ISSUER/],
    ['nginx', { proxy: 'nginx', publicUrl }, /\| 429 .*\n\| 421 /],
    ['Caddy', { proxy: 'caddy', publicUrl }, /\| 421 /],
    ['a tunnel', { proxy: 'cloudflare-tunnel', publicUrl }, /1033/],
    ['jobs', withJobs, /`interrupted`/],
    ['jobs in PostgreSQL', sharedJobs, /reaches PostgreSQL/],
    ['files', { files: withJobs.files }, /FILES_LINK_TTL/],
  ] as const)('of %s stand where that was chosen, and nowhere else', (_what, change, row) => {
    expect(readme(beside, change)).toMatch(row);
    expect(readme(beside, { auth: 'none', hosting: 'none', env: [] })).not.toMatch(row);
  });

  it('the command to look with sends what the hand-off names', () => {
    expect(readme(beside, { auth: 'cloudflare-access', publicUrl })).toContain(
      `mcp-wrap doctor ${publicUrl}/mcp --header "CF-Access-Client-Id: $MY_NOTES_CF_CLIENT_ID" --header "CF-Access-Client-Secret: $MY_NOTES_CF_CLIENT_SECRET"\n`,
    );
    expect(readme(beside, { auth: 'none', hosting: 'none' })).toContain(
      'mcp-wrap doctor http://127.0.0.1:8900/mcp\n',
    );
  });
});

it('quotes what the server says', () => {
  const table = readFileSync(join(REPO, 'templates/partials/troubles.hbs'), 'utf8');
  const quoted = [...table.matchAll(/^\| [^|]*?`([^`|]* [^`|]*)`/gm)].map(
    ([, words = '']) => words,
  );
  const runtime = templates
    .list('.')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => templates.read(path).replace(/\$\{[\w.()]*\}/g, '…'))
    .join('\n');
  const said = quoted.filter((words) => !FOREIGN.has(words)).flatMap((words) => words.split('…'));
  expect(said.map((part) => part.trim()).filter((part) => !runtime.includes(part))).toEqual([]);
  expect(said.length).toBeGreaterThan(10);
});

/** What Cloudflare says, and names of files before our words. */
const FOREIGN = new Set(['error code: 1033']);
