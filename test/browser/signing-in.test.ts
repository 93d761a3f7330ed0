import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aBrowser, aTab, hasBrowser, hindrancesOn, type Tab } from '../support/a-browser.ts';
import { anOffice } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { authenticator } from '../support/authenticator.ts';
import type { RoleOfTest } from '../support/giving-roles.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const ownPassword = 'あかるい ひるの つきを みた 07';

let browser: Browser;
let test: TestApp;
let admin: Officer;
let base: string;
const tabs: Tab[] = [];

const title = hasBrowser ? 'in a browser' : 'not run here: no chromium';
describe.skipIf(!hasBrowser)(title, () => {
  beforeAll(async () => {
    test = await startTestApp();
    await anOffice(test.deps);
    admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    const listening = await test.app.listen({ host: '127.0.0.1', port: 0 });
    // The name by which passkeys are kept; an address is none.
    base = listening.replace('127.0.0.1', 'localhost');
    browser = await aBrowser();
  });
  afterEach(async () => {
    const faults = tabs.flatMap((tab) => tab.faults);
    for (const tab of tabs.splice(0)) await tab.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  /** Somebody who holds these roles, and what they were handed to sign in by. */
  async function aPerson(loginId: string, held: readonly RoleOfTest[] = []) {
    const { id } = await anOfficer(test, held);
    const payload = { loginId, person: id };
    const issued = await test.ask(admin.token, { method: 'POST', url: '/api/v1/sign-in-accounts', payload });
    return { id, loginId, secret: String(issued.body.secret) };
  }

  /** The page in a browser of theirs. */
  async function atThePage() {
    const tab = await aTab(browser, base);
    tabs.push(tab);
    await tab.page.goto('/');
    await tab.page.getByLabel('識別コード').waitFor();
    return tab.page;
  }

  it('a one-time secret is changed for a password of one’s own, by the keyboard alone; then they sign out', async () => {
    const { loginId, secret } = await aPerson('aoki.k');
    const page = await atThePage();
    expect(await hindrancesOn(page)).toEqual([]);
    expect(await page.getByRole('region', { name: 'この接続' }).textContent()).toContain(
      '暗号化されていません',
    );
    await page.keyboard.type(loginId);
    await page.keyboard.press('Tab');
    await page.keyboard.type('まちがえた');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '正しくありません' }).waitFor();
    await page.getByLabel('パスワード', { exact: true }).fill(secret);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'パスワードを決める' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.keyboard.insertText('みじかい');
    await page.keyboard.press('Enter');
    await page.getByText('15 文字から 128 文字').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(ownPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${loginId} としてサインインしています` }).waitFor();
    await page.getByText('1回', { exact: true }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.reload();
    await page.getByText('この画面', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'サインアウトする' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'サインアウトしました' }).waitFor();
    await page.reload();
    await page.getByLabel('識別コード').waitFor();
  });

  /** The first sign-in of somebody, who enrols an app where their role demands one. */
  async function enterFirst(
    page: Page,
    { loginId, secret }: { readonly loginId: string; readonly secret: string },
  ) {
    await page.getByLabel('識別コード').fill(loginId);
    await page.getByLabel('パスワード', { exact: true }).fill(secret);
    await page.keyboard.press('Enter');
    await page.getByLabel('新しいパスワード', { exact: true }).fill(ownPassword);
    await page.keyboard.press('Enter');
    const image = page.getByRole('img', { name: '二次元コード' });
    const inside = page.getByRole('heading', { name: `${loginId} としてサインインしています` });
    await image.or(inside).waitFor();
    if (await inside.isVisible()) return;
    const typed = (await page.locator('p.code').textContent()) ?? '';
    await page.keyboard.type(authenticator(typed.replaceAll(' ', ''), test.clock.now()));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '控えたので先へ進む' }).press('Enter');
    await inside.waitFor();
  }

  it('a passkey is added, and signs in from then on without a password', async () => {
    const person = await aPerson('doi.t');
    const page = await atThePage();
    const authenticators = await page.context().newCDPSession(page);
    await authenticators.send('WebAuthn.enable');
    await authenticators.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await enterFirst(page, person);
    await page.getByLabel('パスキーの名前').fill('机の上の端末');
    await page.keyboard.press('Enter');
    await page.getByText('机の上の端末 を加えました').waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'サインアウトする' }).press('Enter');
    await page.getByRole('button', { name: 'パスキーでサインインする' }).press('Enter');
    await page.getByRole('heading', { name: `${person.loginId} としてサインインしています` }).waitFor();
  });

  it('somebody who is suspended is thrown out as soon as the service says so', async () => {
    const person = await aPerson('baba.m', [{ role: 'guard' }]);
    const page = await atThePage();
    const opened = page.waitForEvent('websocket');
    const closing = opened.then((socket) => socket.waitForEvent('close'));
    await enterFirst(page, person);
    await (await opened).waitForEvent('framereceived');
    const payload = { reason: '悪用のおそれ' };
    const url = `/api/v1/persons/${person.id}/suspend`;
    await test.ask(admin.token, { method: 'POST', url, payload });
    await closing;
    await page.getByRole('status').filter({ hasText: 'セッションが終わりました' }).waitFor();
    await page.reload();
    await page.getByLabel('識別コード').waitFor();
  });
});
