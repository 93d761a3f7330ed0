import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, hindrancesOn } from '../support/a-browser.ts';
import {
  aPageHouse,
  enterFirst,
  type PageHouse,
  press,
  seeInside,
  seeSaid,
  typePassword,
} from '../support/a-page-house.ts';
import { aProvider, freePort } from '../support/a-provider.ts';
import { ownPassword } from '../support/a-session.ts';
import { cheapHashing } from '../support/cheap-hashing.ts';
import { buildWatchedApp } from '../support/watched-app.ts';

let house: PageHouse;

const title = hasBrowser ? 'in a browser' : 'not run here: no chromium';
describe.skipIf(!hasBrowser)(title, () => {
  beforeAll(async () => {
    house = await aPageHouse();
  });
  afterEach(async () => expect(await house.closeTabs()).toEqual([]));
  afterAll(() => house?.close());

  it('a one-time secret is changed for a password of one’s own, by the keyboard alone; then they sign out', async () => {
    const { loginId, secret } = await house.aPerson('aoki.k');
    const page = await house.atThePage();
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
    await seeInside(page, loginId);
    await page.getByText('1回', { exact: true }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    // A part that does not come says so, and the rest of the page can be used.
    await page.route('**/api/v1/own/passkeys', (route) => route.abort(), { times: 1 });
    await page.reload();
    await page.getByText('この画面', { exact: true }).waitFor();
    await page.getByRole('alert').filter({ hasText: 'サービスに接続できませんでした' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    // METI 19(4), AT-129
    await page.getByLabel('使わなくなる日').fill('2099-04-01');
    await page.getByLabel('理由').fill('異動のため');
    await press(page, '利用終了を届け出る');
    await page.getByText('2099-04-01 に終わることを届け出ました').waitFor();
    await press(page, '届出を取り下げる');
    await page.getByText('届出を取り下げました').waitFor();
    await press(page, 'サインアウトする');
    await seeSaid(page, 'サインアウトしました');
    await page.reload();
    await page.getByLabel('識別コード').waitFor();
  });

  it('an app is enrolled on the way to the first session, its code ends the next sign-in, and a recovery code the one without it', async () => {
    const person = await house.aPerson('endo.s', [{ role: 'guard' }]);
    const page = await house.atThePage();
    await enterFirst(page, person);
    await page.getByRole('img', { name: '二次元コード' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    const secret = ((await page.locator('p.code').textContent()) ?? '').replaceAll(' ', '');
    await house.typeCode(page, secret);
    await page.getByRole('heading', { name: '回復コードを控える' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    const [recoveryCode = ''] = await page.locator('li.code').allTextContents();
    await press(page, '控えたので先へ進む');
    await seeInside(page, person.loginId);
    await press(page, 'サインアウトする');
    await seeSaid(page, 'サインアウトしました');

    await typePassword(page, person.loginId, ownPassword);
    await page.getByRole('heading', { name: '本人の確認' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    // The code by which it was enrolled was used: only the next counts.
    await house.typeCode(page, secret);
    await page.getByRole('alert').filter({ hasText: '番号が正しくありません' }).waitFor();
    await house.letPass(page, 30_000);
    await page.keyboard.press('Tab');
    await page.getByLabel('認証アプリの番号').fill('');
    await house.typeCode(page, secret);
    await seeInside(page, person.loginId);
    await press(page, 'サインアウトする');
    await seeSaid(page, 'サインアウトしました');

    await typePassword(page, person.loginId, ownPassword);
    await press(page, '回復コードを使う');
    await page.keyboard.insertText(recoveryCode);
    await page.keyboard.press('Enter');
    await seeInside(page, person.loginId);
  });

  it('an app and recovery codes are enrolled, made anew and removed by their person', async () => {
    const person = await house.aPerson('goto.m');
    const page = await house.atThePage();
    await enterFirst(page, person);
    await seeInside(page, person.loginId);
    await press(page, '認証アプリを登録する');
    await page.getByRole('img', { name: '二次元コード' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    const secret = ((await page.locator('p.code').textContent()) ?? '').replaceAll(' ', '');
    await house.typeCode(page, secret);
    await page.locator('li.code').first().waitFor();
    expect(await page.locator('li.code').count()).toBe(10);
    await press(page, '回復コードを控えた');
    await seeSaid(page, '認証アプリを登録しました');
    // What waits for a proof takes the code of the app, too.
    await house.letPass(page, 11 * 60_000);
    await press(page, '回復コードを作り直す');
    await page.getByRole('dialog', { name: '本人の再確認' }).waitFor();
    await press(page, '認証アプリの番号を使う');
    expect(await hindrancesOn(page)).toEqual([]);
    await house.typeCode(page, secret);
    await press(page, '回復コードを控えた');
    await seeSaid(page, '回復コードを作り直しました');
    await press(page, '認証アプリを外す');
    await seeSaid(page, '認証アプリを外しました');
    expect(await hindrancesOn(page)).toEqual([]);
  });

  it('a passkey is added, and signs in from then on without a password', async () => {
    const person = await house.aPerson('doi.t');
    const page = await house.atThePage();
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
    await seeInside(page, person.loginId);
    // Their sign-in is no proof any more of who is there.
    await house.letPass(page, 11 * 60_000);
    await page.getByLabel('パスキーの名前').fill('机の上の端末');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '本人の再確認' }).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.keyboard.insertText(ownPassword);
    await page.keyboard.press('Enter');
    await page.getByText('机の上の端末 を加えました').waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await press(page, 'サインアウトする');
    await press(page, '注意を読んでパスキーでサインインする');
    await seeInside(page, person.loginId);
  });

  it('whoever linked their account at the provider of the office signs in by it', async () => {
    const { deps, batchPool } = house.test;
    const port = await freePort();
    const home = `http://localhost:${port}`;
    const provider = await aProvider(`${home}/api/v1/sign-in/single-sign-on/return`);
    const app = await buildWatchedApp({
      ...deps,
      batchPool,
      hashing: cheapHashing,
      provider: provider.settings,
    });
    await provider.start();
    await app.listen({ host: '127.0.0.1', port });
    const person = await house.aPerson('fujii.s');
    provider.answerAs({ subject: 'fujii' });
    const page = await house.atThePage();
    await page.goto(home);
    await enterFirst(page, person);
    await press(page, '組織のアカウントと結び付ける');
    await page.getByText(`${provider.issuer}、結び付けたのは`).waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await press(page, 'サインアウトする');
    await seeSaid(page, 'サインアウトしました');
    expect(await hindrancesOn(page)).toEqual([]);
    await press(page, '注意を読んで組織のアカウントでサインインする');
    await seeInside(page, person.loginId);
    // Whoever is refused on the way back reads why, and finds the way in again.
    await press(page, `${provider.issuer} との結付けを解く`);
    await seeSaid(page, 'との結付けを解きました');
    await press(page, 'サインアウトする');
    await press(page, '注意を読んで組織のアカウントでサインインする');
    await page.getByText('提供元のこの利用者では、サインインできません').waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'サインインの画面へ戻る' }).click();
    await page.getByLabel('識別コード').waitFor();
    await provider.stop();
    await app.close();
  });

  it('somebody who is suspended is thrown out as soon as the service says so', async () => {
    const person = await house.aPerson('baba.m', [{ role: 'guard' }]);
    const page = await house.atThePage();
    const opened = page.waitForEvent('websocket');
    const closing = opened.then((socket) => socket.waitForEvent('close'));
    await enterFirst(page, person);
    await page.getByRole('img', { name: '二次元コード' }).waitFor();
    const secret = (await page.locator('p.code').textContent()) ?? '';
    await house.typeCode(page, secret.replaceAll(' ', ''));
    await press(page, '控えたので先へ進む');
    await (await opened).waitForEvent('framereceived');
    const payload = { reason: '悪用のおそれ' };
    const url = `/api/v1/persons/${person.id}/suspend`;
    await house.test.ask(house.admin.token, { method: 'POST', url, payload });
    await closing;
    await seeSaid(page, 'セッションが終わりました');
    await page.reload();
    await page.getByLabel('識別コード').waitFor();
  });
});
