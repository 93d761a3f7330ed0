import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { hasBrowser, hindrancesOn } from '../support/a-browser.ts';
import { aKeeper, type Keeper } from '../support/a-keeper.ts';
import {
  aPageHouse,
  type PageHouse,
  press,
  seeInside,
  seeSaid,
  typePassword,
} from '../support/a-page-house.ts';
import { entriesOf } from '../support/an-office.ts';

let house: PageHouse;
let day: Keeper;
let night: Keeper;

const title = hasBrowser ? 'at a console' : 'not run here: no chromium';
describe.skipIf(!hasBrowser)(title, () => {
  beforeAll(async () => {
    house = await aPageHouse();
    day = await aGuard(0, '274918');
    night = await aGuard(1, '860275');
  });
  afterEach(async () => expect(await house.closeTabs()).toEqual([]));
  afterAll(() => house?.close());

  const aGuard = (nth: number, pin: string) => {
    const { test, office, admin } = house;
    const person = office.persons[nth];
    if (person === undefined) throw new Error('nobody');
    return aKeeper(test, person, { siteId: office.siteId, admin: admin.token, roles: ['guard'], pin });
  };

  /** A browser that is a console from now on. */
  async function atAConsole(name: string): Promise<Page> {
    const { test, office, admin } = house;
    const registered = await test.ask(admin.token, {
      method: 'POST',
      url: `/api/v1/sites/${office.siteId}/consoles`,
      payload: { name, place: '本館1階', shiftEnds: ['08:30', '20:30'], isKeptAtNight: true },
    });
    const page = await house.atThePage();
    await press(page, 'このブラウザを端末にする');
    await page.getByLabel('端末のコード').waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    await page.keyboard.insertText(String(registered.body.code));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${name}（本館1階）にサインインする` }).waitFor();
    return page;
  }

  /** As a reader types a card, and then its holder the PIN. */
  async function showCard(page: Page, { card }: Keeper, pin: string): Promise<void> {
    await page.getByLabel('カードの形式').fill(card.format);
    await page.getByLabel('施設番号（あれば）').fill(card.facility);
    await page.getByLabel('カードの番号').fill(card.number);
    await page.keyboard.press('Enter');
    await page.getByText('入力してください').waitFor();
    await page.keyboard.insertText(pin);
    await page.keyboard.press('Enter');
  }

  const sessionIn = async (page: Page) => {
    const kept = await page.context().cookies();
    return kept.find(({ name }) => name === 'sekisho')?.value;
  };

  it('card and PIN sign in, a locked screen opens for whoever locked it, and whoever comes next throws out whoever kept it: no id is both’s', async () => {
    const page = await atAConsole('警備室1');
    expect(await hindrancesOn(page)).toEqual([]);
    await showCard(page, day, night.pin);
    await page.getByRole('alert').filter({ hasText: '示されたものでサインインできません' }).waitFor();
    await page.getByLabel('暗証番号', { exact: true }).fill(day.pin);
    await page.keyboard.press('Enter');
    await seeInside(page, day.loginId);
    await page.getByText('勤務の終わり').waitFor();
    expect(await hindrancesOn(page)).toEqual([]);
    const before = await sessionIn(page);

    const wall = await page.context().newPage();
    const opened = wall.waitForEvent('websocket');
    await wall.goto('/');
    await (await opened).waitForEvent('framereceived');

    await press(page, '画面を施錠する');
    for (const one of [page, wall]) {
      await one.getByRole('heading', { name: '画面が施錠されています' }).waitFor();
    }
    expect(await hindrancesOn(page)).toEqual([]);
    await page.keyboard.insertText(night.pin);
    await page.keyboard.press('Enter');
    await page.getByText('暗証番号が正しくありません').waitFor();
    await press(page, 'パスワードを使う');
    await page.keyboard.insertText(day.password);
    await page.keyboard.press('Enter');
    await seeInside(page, day.loginId);
    const followed = wall.waitForEvent('websocket');
    await wall.reload();
    await (await followed).waitForEvent('framereceived');

    await press(page, '次の人に交代する');
    await seeSaid(page, `${day.loginId} がサインインしています`);
    expect(await hindrancesOn(page)).toEqual([]);
    await showCard(page, night, night.pin);
    await seeInside(page, night.loginId);
    await seeSaid(wall, 'セッションが終わりました');
    expect(await sessionIn(page)).not.toBe(before);
    const last = (await entriesOf(house.test.pool, ministryLogId))
      .slice(-2)
      .map(({ text }) => JSON.parse(text));
    expect(last).toMatchObject([
      { kind: 'signed-out', subject: { person: day.id } },
      { kind: 'signed-in', subject: { person: night.id }, details: { method: 'card-and-pin' } },
    ]);
  });

  it('whoever would rather stay stays, and a PIN is set by its owner elsewhere', async () => {
    const desk = await house.atThePage();
    await typePassword(desk, day.loginId, day.password);
    await seeInside(desk, day.loginId);
    await desk.getByLabel('新しい暗証番号', { exact: true }).fill('111111');
    await desk.getByLabel('本人を確かめるパスワード', { exact: true }).fill(day.password);
    await desk.keyboard.press('Enter');
    await desk.getByText('同じ数字の繰返し').waitFor();
    await desk.getByLabel('新しい暗証番号', { exact: true }).fill('593047');
    await desk.keyboard.press('Enter');
    await seeSaid(desk, '暗証番号を決めました');

    const page = await atAConsole('受付1');
    await showCard(page, day, '593047');
    await seeInside(page, day.loginId);
    await press(page, '次の人に交代する');
    await press(page, '交代をやめる');
    await seeInside(page, day.loginId);
    await press(page, 'サインアウトする');
    await seeSaid(page, 'サインアウトしました');
  });
});
