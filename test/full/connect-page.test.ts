// The page of a server in a real browser: read, copied from, and its tools tried.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { html } from '../../src/render/helpers.js';
import { CASES, project as rendered } from '../golden/cases.ts';
import { launch, lowContrasts, screenshot, visit } from '../helpers/browser.ts';
import { whyNotInstalled } from '../helpers/installed.ts';
import { REPO } from '../helpers/paths.ts';
import { runBin, runScript, scratch, shareServerPackages } from '../helpers/project.ts';
import { NAME, PROXIES, startProxy } from '../helpers/proxies.ts';
import { cleanEnv } from '../helpers/run.ts';
import {
  collect,
  freePort,
  listening,
  type RunningServer,
  startServer,
  stop,
  TOKEN,
} from '../helpers/server.ts';

const reason = whyNotInstalled('chromium');
/** What the browser itself says of a wrong token. */
const REFUSED = /status of 401/;

let browser: Browser;
let starter: string;

describe.skipIf(reason !== undefined)(`the page${reason ? ` (skipped: ${reason})` : ''}`, () => {
  beforeAll(async () => {
    browser = await launch();
    const parent = await scratch('page');
    const args = ['hello', '--yes', '--no-install'];
    const made = await runBin('create-mcp-server', args, { cwd: parent });
    expect(made.code, made.stderr).toBe(0);
    starter = join(parent, 'hello');
    await shareServerPackages(starter, 'report-jobs');
    await runScript(starter, 'build');
  });

  afterAll(() => browser?.close());

  describe('of a server in dev', () => {
    let origin: string;
    let end: () => Promise<unknown>;

    beforeAll(async () => {
      ({ origin, end } = await startDev());
    });

    afterAll(() => end?.());

    test('gives snippets to the clipboard and links that install, for the address it is read at', async () => {
      const { page, complaints } = await visit(browser, origin);
      await open(page, 'Claude Code');
      await page.getByRole('button', { name: 'Copy Command' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^claude mcp add-json --scope user hello '\{.*\}'$/);
      expect(copied).toContain(`"url":"${origin}/mcp"`);
      const links = await page
        .locator('a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
      expect(links.map(installed)).toEqual([
        expect.objectContaining({ name: 'hello', type: 'http', url: `${origin}/mcp` }),
        expect.objectContaining({ url: `${origin}/mcp` }),
      ]);
      expect(complaints).toEqual([]);
    });

    test('selects the snippet where no page may write the clipboard', async () => {
      const { page } = await visit(browser, origin, { permissions: [] });
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      });
      await open(page, 'Codex CLI');
      await page.getByRole('button', { name: 'Copy codex.toml' }).click();
      await page.getByText('Selected').waitFor();
      expect(await page.evaluate(() => String(getSelection()))).toContain('[mcp_servers.hello]');
    });

    test('says what the server says of a wrong token, and takes the right one', async () => {
      const { page, complaints } = await visit(browser, origin);
      await signIn(page, 'wrong');
      await page.getByText('Unauthorized: this bearer token is not valid').waitFor();
      expect(await page.locator('form.call').count()).toBe(0);
      await signIn(page, TOKEN);
      await page.getByText('Welcome').waitFor();
      expect(complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
    });

    test('calls a tool, and shows its refusals', async () => {
      const { page, complaints } = await visit(browser, origin);
      await signIn(page, TOKEN);
      const add = await open(page, 'add');
      await add.getByRole('spinbutton', { name: 'a', exact: true }).fill('2');
      await add.getByRole('button', { name: 'Call' }).click();
      await add.locator('.failed', { hasText: 'b' }).waitFor();
      await add.getByRole('spinbutton', { name: 'b', exact: true }).fill('40');
      await add.getByRole('button', { name: 'Call' }).click();
      await add.getByText('"result": 42').waitFor();
      const echo = await open(page, 'echo');
      await echo.getByRole('textbox', { name: 'text' }).fill('<b>twice</b>');
      await echo.getByRole('textbox', { name: 'options' }).fill('{ times: 2 }');
      await echo.getByRole('button', { name: 'Call' }).click();
      await echo.getByText('options takes JSON').waitFor();
      await echo.getByRole('textbox', { name: 'options' }).fill('{ "times": 2 }');
      await echo.getByRole('button', { name: 'Call' }).click();
      await echo.getByText('<b>twice</b> <b>twice</b>').waitFor();
      expect(complaints).toEqual([]);
    });

    test('starts a job, shows how far it is, and links to its file', async () => {
      const { page, complaints } = await visit(browser, origin);
      await signIn(page, TOKEN);
      const render = await open(page, 'start_render');
      await render.getByRole('spinbutton', { name: 'size' }).fill('2000');
      await render.getByRole('button', { name: 'Start' }).click();
      await render.getByText('running: stage 1 of 3').waitFor();
      expect(await progressOf(render)).toBeCloseTo(1 / 3);
      await render.getByText('succeeded: stage 3 of 3').waitFor();
      expect(await progressOf(render)).toBe(1);
      await render.getByText('"points":').waitFor();
      const href = await render.getByRole('link', { name: 'mandelbrot.png' }).getAttribute('href');
      const file = await fetch(href ?? '');
      expect(file.headers.get('content-type')).toBe('image/png');
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
      expect(complaints).toEqual([]);
      await screenshot(page, 'job');
    });

    test('cancels a job', async () => {
      const { page } = await visit(browser, origin);
      await signIn(page, TOKEN);
      const render = await open(page, 'start_render');
      await render.getByRole('spinbutton', { name: 'size' }).fill('4096');
      await render.getByRole('button', { name: 'Start' }).click();
      await render.getByText('running: stage').waitFor();
      await render.getByRole('button', { name: 'Cancel' }).click();
      await render.getByText('cancelled: stage').waitFor();
    });

    test('keeps the token out of the page, its address, storages and cookies', async () => {
      const { page } = await visit(browser, origin);
      await signIn(page, TOKEN);
      await page.getByText('Welcome').waitFor();
      const kept = await page.evaluate(() => ({
        page: document.documentElement.outerHTML,
        values: [...document.querySelectorAll('input')].map(({ value }) => value),
        address: location.href,
        local: JSON.stringify(localStorage),
        session: JSON.stringify(sessionStorage),
        history: JSON.stringify(history.state),
      }));
      expect(JSON.stringify(kept)).not.toContain(TOKEN);
      expect(await page.context().cookies()).toEqual([]);
    });

    test('is used with the keyboard alone', async () => {
      const { page } = await visit(browser, origin);
      const keys = page.keyboard;
      await keys.press('Tab');
      await keys.type(TOKEN);
      await keys.press('Enter');
      await page.getByText('Welcome').waitFor();
      await keys.press('Tab');
      await keys.press('Tab');
      await keys.press('Enter');
      await keys.press('Tab');
      await keys.type('20');
      await keys.press('Tab');
      await keys.type('22');
      await keys.press('Enter');
      await page.getByText('"result": 42').waitFor();
    });

    test.each([
      [360, 'light'],
      [360, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)('fits on %i pixels, %s', async (width, colorScheme) => {
      const { page } = await visit(browser, origin, {
        viewport: { width, height: 800 },
        colorScheme,
      });
      await signIn(page, TOKEN);
      await page.getByText('Welcome').waitFor();
      await screenshot(page, `closed-${width}-${colorScheme}`);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBe(width);
      expect(await lowContrasts(page)).toEqual([]);
      await screenshot(page, `open-${width}-${colorScheme}`);
    });
  });

  test('shows hostile text as text, also in the forms', async () => {
    const server = await hostileServer();
    const { page, complaints } = await visit(browser, server.origin);
    const traps = await open(page, 'traps');
    const words = traps.locator('.words', { hasText: '</details><script>globalThis.pwned=1' });
    await words.waitFor();
    const trap = traps.getByRole('combobox', { name: 'trap' });
    for (const option of await trap.locator('option').all()) {
      const value = (await option.getAttribute('value')) ?? '';
      if (value === '') continue;
      await trap.selectOption(value);
      await traps.getByRole('button', { name: 'Call' }).click();
      await traps.locator('output pre').waitFor();
      const shown: unknown = JSON.parse((await traps.locator('output pre').textContent()) ?? '');
      expect(shown).toEqual({ trap: JSON.parse(value) });
    }
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('script, iframe, [onclick]').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('any text reads back through the browser as the text it was', async () => {
    const { page } = await visit(browser, 'about:blank');
    const texts = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              '</p>',
              '"',
              "'",
              '<!--',
              '-->',
              '&lt',
              ';',
              '&#',
              '<script>',
              '`',
              '=',
              ' ',
              'x',
            ),
          )
          .map((parts) => parts.join('')),
      ),
      2000,
    );
    const written = texts.map((text) => `<p title="${html(text)}">${html(text)}</p>`).join('');
    const read = await page.evaluate((source) => {
      const { body } = new DOMParser().parseFromString(source, 'text/html');
      return [...body.querySelectorAll('*')].map((element) => [
        element.localName,
        element.getAttribute('title'),
        element.textContent,
      ]);
    }, written);
    const visible = (text: string | null | undefined) =>
      text?.replace(/[\p{C}\p{Z}\s\ufffd]/gu, '');
    expect(read.map(([name, ...rest]) => [name, ...rest.map(visible)])).toEqual(
      texts.map((text) => ['p', visible(text), visible(text)]),
    );
  });

  test('is off in dev where .env says so', async () => {
    const file = join(starter, '.env');
    const before = await readFile(file, 'utf8');
    onTestFinished(() => writeFile(file, before));
    await writeFile(file, `${before}CONNECT_PAGE=off\n`);
    const dev = await startDev();
    onTestFinished(async () => void (await dev.end()));
    expect((await fetch(dev.origin)).status).toBe(404);
  });

  test('shows each caller its own tools where rules say which those are', async () => {
    const file = join(starter, 'mcp.config.json');
    const config = JSON.parse(await readFile(file, 'utf8'));
    const auth = { ...config.auth, callers: { default: ['add'] } };
    await writeFile(file, JSON.stringify({ ...config, auth }));
    const written = await runBin('mcp-wrap', ['--yes', '--no-install'], { cwd: starter });
    expect(written.code, written.stderr).toBe(0);
    await runScript(starter, 'build');
    const server = await startServer(starter, { env: { CONNECT_PAGE: 'dev' } });
    onTestFinished(async () => void (await server.stop()));
    const { page, complaints } = await visit(browser, server.origin);
    expect(await page.locator('body').textContent()).not.toMatch(/Adds two|render/);
    await signIn(page, TOKEN);
    const add = await open(page, 'add');
    await add.getByText('Adds two numbers.').waitFor();
    expect(await page.locator('form.call').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  const missing = whyNotInstalled(...PROXIES, 'openssl');
  describe.skipIf(missing !== undefined)(missing ? `(skipped: ${missing})` : 'in public', () => {
    test.each(PROXIES)('is passed on by %s, without forms', async (program) => {
      const found = CASES.find(({ name }) => name === `behind-${program}`);
      if (found === undefined) throw new Error(`no project behind ${program}`);
      const env = { CONNECT_PAGE: 'on', PUBLIC_BASE_URL: `https://${NAME}` };
      const server = await startServer(starter, { env });
      onTestFinished(async () => void (await server.stop()));
      const proxy = await startProxy(
        program,
        await rendered(found),
        Number(new URL(server.origin).port),
      );
      onTestFinished(async () => void (await proxy.stop()));
      const outside = await launch(
        `--host-resolver-rules=MAP ${NAME}:443 127.0.0.1:${proxy.https}`,
      );
      onTestFinished(() => outside.close());
      const { page, complaints } = await visit(outside, `https://${NAME}/`, {
        ignoreHTTPSErrors: true,
      });
      await open(page, 'Gemini CLI');
      await page.getByRole('button', { name: 'Copy gemini.json' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain(`"httpUrl": "https://${NAME}/mcp"`);
      expect(await page.locator('form').count()).toBe(0);
      expect(complaints).toEqual([]);
    });
  });
});

/** As `npm run dev` does. */
async function startDev() {
  const dev = spawn(process.execPath, ['scripts/dev.mjs'], {
    cwd: starter,
    env: cleanEnv({ MCP_PORT: String(await freePort()), MCP_BEARER_TOKEN: TOKEN }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { origin: await listening(dev, collect(dev)), end: () => stop(dev) };
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Try the tools' }).click();
}

/** The part of the page about a tool or a client, opened. */
async function open(page: Page, name: string): Promise<Locator> {
  const head = page.locator('summary').filter({ has: page.getByText(name, { exact: true }) });
  const part = page.locator('details').filter({ has: head });
  await part.locator('summary').click();
  return part;
}

function progressOf(part: Locator): Promise<number> {
  return part
    .locator('progress')
    .evaluate((bar) => (bar instanceof HTMLProgressElement ? bar.position : -1));
}

/** What a link hands to the program that it opens. */
function installed(link: string): unknown {
  const base64 = new URL(link).searchParams.get('config');
  if (base64 !== null) return JSON.parse(Buffer.from(base64, 'base64').toString());
  return JSON.parse(decodeURIComponent(new URL(link).search.slice(1)));
}

/** The hostile module without authentication: the forms are there at once. */
async function hostileServer(): Promise<RunningServer> {
  const dir = await scratch('hostile');
  await cp(join(REPO, 'test/helpers/fixtures/hostile'), dir, { recursive: true });
  const args = ['./src/lib.ts', '--yes', '--no-install', '--auth', 'none', '--hosting', 'none'];
  const written = await runBin('mcp-wrap', args, { cwd: dir });
  expect(written.code, written.stderr).toBe(0);
  const project = join(dir, 'mcp-server');
  await shareServerPackages(project);
  await runScript(project, 'build');
  const server = await startServer(project, { env: { CONNECT_PAGE: 'dev' } });
  onTestFinished(async () => void (await server.stop()));
  return server;
}
