// Debian's Chromium over a page of a server: what a visitor sees, and whatever the browser complains of.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { scratch } from './project.ts';

export interface Visit {
  readonly page: Page;
  /** Errors on the console, exceptions, and what the content security policy blocked. */
  readonly complaints: readonly string[];
}

/** `args` are further ones of Chromium's command line. */
export function launch(...args: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...args] });
}

/** A new visitor, who may use the clipboard. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ permissions, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`blocked: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, complaints };
}

/** Kept in SCREENSHOTS where that is set, to be looked at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const dir = process.env.SCREENSHOTS ?? (await scratch('screenshots'));
  await mkdir(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}

/** Texts whose contrast with what is behind them is under 4.5, as WCAG AA counts. */
export function lowContrasts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const parts = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color: string) => {
      const [r = 0, g = 0, b = 0] = parts(color)
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return parts(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
    };
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim(),
      );
      if (!own || !element.checkVisibility()) return [];
      const [one = 0, other = 0] = [
        light(getComputedStyle(element).color),
        light(behind(element)),
      ].sort((a, b) => b - a);
      const ratio = (one + 0.05) / (other + 0.05);
      return ratio < 4.5 ? [`${element.localName}.${element.className}: ${ratio.toFixed(2)}`] : [];
    });
  });
}
