import type { Page } from 'playwright-core';
import { aBrowser, aTab, type Tab } from './a-browser.ts';
import { ownPassword } from './a-session.ts';
import { anApproval } from './an-approval.ts';
import { anOffice, type Office } from './an-office.ts';
import { anOfficer, type Officer } from './an-officer.ts';
import { authenticator } from './authenticator.ts';
import { buildRest } from './build-rest.ts';
import type { RoleOfTest } from './giving-roles.ts';
import { startTestApp, type TestApp } from './test-app.ts';

/** What somebody was handed to sign in by. */
export type Handed = { readonly id: string; readonly loginId: string; readonly secret: string };

/** An office whose people sign in at the page, each in a browser of their own. */
export type PageHouse = {
  readonly test: TestApp;
  readonly office: Office;
  readonly admin: Officer;
  readonly base: string;
  readonly aPerson: (loginId: string, held?: readonly RoleOfTest[]) => Promise<Handed>;
  /** The page, as it is opened first. */
  readonly atThePage: () => Promise<Page>;
  /** Types what an authenticator app shows at this moment. */
  readonly typeCode: (page: Page, secret: string) => Promise<void>;
  /** Lets time pass once the page has read what it shows: what is on its way while the clock jumps is given up as too late. */
  readonly letPass: (page: Page, ms: number) => Promise<void>;
  /** Closes what was opened since, and answers what failed in it. */
  readonly closeTabs: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** Starts the service of such an office, and one browser. */
export async function aPageHouse(): Promise<PageHouse> {
  const test = await startTestApp();
  const office = await anOffice(test.deps);
  const admin = await anOfficer(test, [{ role: 'rights-admin' }, { role: 'system-admin' }]);
  const listening = await test.app.listen({ host: '127.0.0.1', port: 0 });
  // The name by which passkeys are kept; an address is none.
  const base = listening.replace('127.0.0.1', 'localhost');
  const atRest = buildRest(test.app);
  const browser = await aBrowser();
  const tabs: Tab[] = [];
  return {
    test,
    office,
    admin,
    base,
    async aPerson(loginId, held = []) {
      const { id } = await anOfficer(test, held);
      const payload = { application: await anApproval(test, { loginId, person: id }) };
      const issued = await test.ask(admin.token, {
        method: 'POST',
        url: '/api/v1/sign-in-accounts',
        payload,
      });
      return { id, loginId, secret: String(issued.body.secret) };
    },
    async atThePage() {
      const tab = await aTab(browser, base);
      tabs.push(tab);
      await tab.page.goto('/');
      await tab.page.getByLabel('識別コード').waitFor();
      return tab.page;
    },
    async typeCode(page, secret) {
      await page.keyboard.type(authenticator(secret, test.clock.now()));
      await page.keyboard.press('Enter');
    },
    async letPass(page, ms) {
      await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
      // By the clock of the service whoever waits for an answer would have waited as long.
      await atRest();
      test.clock.set(new Date(test.clock.now().getTime() + ms));
    },
    async closeTabs() {
      const faults = tabs.flatMap((tab) => tab.faults);
      for (const tab of tabs.splice(0)) await tab.close();
      return faults;
    },
    async close() {
      await browser.close();
      await test.close();
    },
  };
}

/** Types login id and password. */
export async function typePassword(page: Page, loginId: string, password: string): Promise<void> {
  await page.getByLabel('識別コード').fill(loginId);
  await page.getByLabel('パスワード', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** Types what they were handed, and a password of their own in its place. */
export async function enterFirst(page: Page, { loginId, secret }: Handed): Promise<void> {
  await typePassword(page, loginId, secret);
  await page.getByLabel('新しいパスワード', { exact: true }).fill(ownPassword);
  await page.keyboard.press('Enter');
}

/** Sees that they are in. */
export async function seeInside(page: Page, loginId: string): Promise<void> {
  await page.getByRole('heading', { name: `${loginId} としてサインインしています` }).waitFor();
}

/** Sees what the page says of what was done. */
export async function seeSaid(page: Page, words: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).waitFor();
}

/** Presses a button by the keyboard. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).press('Enter');
}
