import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const programs = ['chromium', 'chromium-browser', 'google-chrome'];
const { PATH = '', BROWSER_REQUIRED } = process.env;
const found = PATH.split(delimiter)
  .flatMap((folder) => programs.map((program) => join(folder, program)))
  .find(isProgram);

/** Whether journeys in a browser can be run here; where they have to be (`BROWSER_REQUIRED`), none that is missing is passed over. */
export const hasBrowser = found !== undefined || BROWSER_REQUIRED !== undefined;

/** As long as a busy machine takes. */
const patienceMs = 180_000;

/** A browser as it stands on a desk; one serves all journeys. */
export async function aBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error(`none of ${programs.join(', ')} is on PATH`);
  // A browser of root's has no sandbox.
  return chromium.launch({ executablePath: found, chromiumSandbox: process.getuid?.() !== 0 });
}

export type Tab = {
  readonly page: Page;
  /** What the browser refused or a script failed in: nothing. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
};

/** Somebody at a browser of their own: they share no cookie with anybody else. */
export async function aTab(browser: Browser, base: string): Promise<Tab> {
  const context = await browser.newContext({ baseURL: base, locale: 'ja-JP' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // A refusal of the API is told there, too.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
}

/** What hinders anybody from reading or using what is shown (WCAG 2.2 AA). */
export async function hindrancesOn(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate("'axe' in window");
  if (isThere !== true) await page.evaluate(axe.source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found: axe.AxeResults = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(tags)} })`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
