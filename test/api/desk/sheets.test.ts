import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aZone } from '../../support/a-plan.ts';
import { aReception, frontDesk, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { anOrganisation } from '../../support/a-ruled-zone.ts';
import { append } from '../../support/a-site.ts';
import { aDestination, aMember, anIdentity, aReview } from '../../support/a-visit.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { sheetsIn } from '../../support/sheets-in.ts';

const annexOrganisation = '00000000-0000-7000-8000-0000000000a2';
let house: Reception;
beforeAll(async () => {
  house = await aReception({
    zones: [
      aZone({ id: 'street', name: '街路', class: 0 }),
      aZone({ id: 'hall', name: 'ホール', class: 1 }),
      aZone({ id: 'office', name: '執務室', displayName: '企画課' }),
      aZone({ id: 'server', name: 'サーバ室', class: 3, serverRoom: true }),
    ],
    desks: [frontDesk, { ...frontDesk, id: 'annex', name: '別館受付', organisation: annexOrganisation }],
  });
  await asOwner(
    house.test,
    `update persons set name = '髙橋 一郎', extension = '4021' where person_id = $1`,
    [house.host.id],
  );
});
afterAll(() => house.test.close());

async function print(path: string) {
  const answer = await house.get(path);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.headers['cache-control']).toBe('no-store');
  return sheetsIn(answer.body);
}

const named = (name: string, over = {}) => aMember({ identity: anIdentity({ name, ...over }) });
const toServer = () => ({
  destinations: [
    aDestination(house.host.id, { zoneIds: ['office', 'server'], review: aReview(house.host.id) }),
  ],
});

describe('the sheets of who is to come', () => {
  it('are one a desk, and say of a day without visitors that there are none', async () => {
    const sheets = await print('arrivals/print?day=2026-04-30');
    expect(sheets.map(({ title, of, page, lines }) => ({ title, of, page, lines }))).toEqual([
      {
        title: '受付予定表',
        of: '2026年4月30日（木）　別館受付　0名',
        page: '1/1 ページ',
        lines: [['予定はありません。']],
      },
      {
        title: '受付予定表',
        of: '2026年4月30日（木）　総合受付　0名',
        page: '1/1 ページ',
        lines: [['予定はありません。']],
      },
    ]);
    expect(sheets[0]?.printed).toMatch(/^2026-04-06 10:00 印刷 \S/);
    expect(sheets[0]?.care).toContain('受付・警備限り');
  });

  it('have whom to call, by the sign of the zone, and room to fill in the rest by hand', async () => {
    const members = [
      named('𠮷田 髙子', { nameKana: 'よしだ たかこ', affiliation: '<浜田> & 商事', help: '車椅子' }),
    ];
    await house.visit({ startsAt: '14:00', members, ...toServer() });
    const [sheet] = await print('arrivals/print?desk=front');
    expect(sheet?.heads).toEqual([
      '番号',
      '予定',
      '氏名（かな）',
      '所属',
      '訪問相手（内線）',
      '用務',
      '行き先',
      '審査',
      '身元確認',
      '検査',
      '通行証',
      '入館',
      '退館',
      '署名',
    ]);
    expect(sheet?.lines).toEqual([
      [
        '1',
        '14:00\n～16:00',
        '𠮷田 髙子\n（よしだ たかこ）',
        '<浜田> & 商事',
        '髙橋 一郎（内線 4021）',
        'meeting',
        '企画課\nサーバ室',
        '済',
        '',
        '',
        '',
        '',
        '',
        '',
      ],
    ]);
    expect(sheet?.notes).toEqual(['手助け　車椅子']);
  });

  it('say what somebody comes for, and whether that is reviewed', async () => {
    await asOwner(
      house.test,
      `insert into purposes (organisation_id, code, from_seq, words) values ($1, 'repair', 1, '修理')`,
      [anOrganisation],
    );
    const day = '2026-04-20';
    const members = [named('修理 太郎', { purposeWords: '3階の空調' })];
    await house.visit({
      days: [day],
      purpose: 'repair',
      members,
      destinations: [aDestination(house.host.id)],
    });
    const [sheet] = await print(`arrivals/print?day=${day}&desk=front`);
    const cells = Object.fromEntries(sheet?.heads.map((head, nth) => [head, sheet.lines[0]?.[nth]]) ?? []);
    expect(cells).toMatchObject({ '氏名（かな）': '修理 太郎', 用務: '修理\n3階の空調', 審査: '未' });
  });

  it('have who is in already with pass and time, and both readings of what was put right', async () => {
    await house.stock('S-1');
    const { visit, members } = await house.visit({ startsAt: '08:00', members: [named('佐藤 花子')] });
    const [member = ''] = members;
    await house.step(visit, 'check-in', {
      day: visitDay,
      desk: 'front',
      members: [given(member, { pass: 'S-1' })],
    });
    const right = { what: 'name', name: '佐東 花子', affiliation: '個人', reason: '名刺による' };
    await house.step(visit, 'correct', { day: visitDay, member, ...right });
    const [sheet] = await print(`arrivals/print?day=${visitDay}&desk=front`);
    expect(sheet?.lines[0]).toMatchObject({
      1: '08:00\n～16:00\n在庁中',
      2: '佐東 花子',
      10: 'S-1',
      11: '10:00',
    });
    expect(sheet?.notes[0]).toMatch(
      /^氏名・所属の訂正　佐藤 花子（個人） → 佐東 花子（個人）　2026-04-06 10:00 \S.*　理由：名刺による$/,
    );
  });

  it('have nobody who called off, and every one of many over as many pages as it takes', async () => {
    const day = '2026-04-10';
    const many = Array.from({ length: 40 }, (_, nth) => named(`一行 ${nth}`));
    await house.visit({ days: [day], members: many });
    const off = await house.visit({ days: [day], members: [named('取消 太郎')] });
    await house.step(off.visit, 'cancel', { reason: '延期' });
    const sheets = await print(`arrivals/print?day=${day}&desk=front`);
    expect(sheets.length).toBeGreaterThan(2);
    expect(sheets.map(({ page }) => page)).toEqual(
      sheets.map((_, nth) => `${nth + 1}/${sheets.length} ページ`),
    );
    const names = sheets.flatMap(({ lines }) => lines.map((cells) => cells[2]));
    expect(names.toSorted()).toEqual(many.map(({ identity }) => identity?.name).toSorted());
  });

  it('are for the desk and the guards, of a desk there is', async () => {
    expect((await house.get('arrivals/print?desk=nowhere')).status).toBe(422);
    const auditor = await anOfficer(house.test, [{ role: 'auditor', siteId: house.site }]);
    expect((await house.get('arrivals/print', auditor.token)).status).toBe(403);
  });
});

describe('the sheets of what is left', () => {
  const columns = (cells: readonly string[] | undefined, ...asked: readonly number[]) =>
    asked.map((nth) => cells?.[nth]);

  it('are for the night guard all of it, and for the morning the passes alone, each with whom to call', async () => {
    await house.stock('N-1', 'N-2');
    const days = { days: ['2026-04-03'], startsAt: '09:00', endsAt: '10:00' };
    const { visit, members } = await house.visit({
      ...days,
      members: [named('𠮷田 髙子', { affiliation: '浜田商事' }), named('残留 次郎')],
    });
    const [left = '', stays = ''] = members;
    const then = house.test.clock.now();
    house.test.clock.set(new Date('2026-04-03T00:30:00Z'));
    await checkInBefore(visit, left, stays);
    house.test.clock.set(then);
    const all = await print('closing-list/print');
    const lines = all.flatMap(({ lines: own }) => own).map((cells) => columns(cells, 1, 3, 4, 5));
    expect(all[0]).toMatchObject({
      title: '夜間引継ぎの一覧',
      of: expect.stringContaining('2026年4月6日（月）まで'),
    });
    expect(lines).toContainEqual(['通行証の未返却', '𠮷田 髙子\n浜田商事', '髙橋 一郎（内線 4021）', 'N-1']);
    expect(lines.map(([says]) => says)).toContain('日をまたいで在庁中');
    const [passes, ...others] = await print('closing-list/print?list=passes&day=2026-04-03');
    expect(others).toEqual([]);
    expect(passes).toMatchObject({ title: '未返却の通行証の一覧', of: '2026年4月3日（金）まで　1件' });
    expect(passes?.lines.map((cells) => columns(cells, 0, 5))).toEqual([['1', 'N-1']]);
  });

  it('say that nothing is left where nothing is', async () => {
    const [none] = await print('closing-list/print?list=passes&day=2026-04-01');
    expect(none).toMatchObject({ page: '1/1 ページ', lines: [['未返却の通行証はありません。']] });
  });
});

describe('the sheets of a roll call', () => {
  it('are one a zone, of whoever is in it, for those who call it', async () => {
    const { visit, members } = await house.visit({ members: [named('𠮷野 髙志'), named('佐藤 次郎')] });
    await house.step(visit, 'check-in', {
      day: visitDay,
      desk: 'front',
      members: members.map((member) => given(member)),
    });
    await append(house.test, house.site, [
      {
        kind: 'card-read',
        effects: [
          { type: 'presence', person: members[0] ?? '', zone: 'office', certainty: 'confirmed' },
          { type: 'presence', person: members[1] ?? '', zone: 'server', certainty: 'assumed' },
        ],
      },
    ]);
    const sheets = await print('roll-call/print');
    expect(sheets[0]).toMatchObject({ title: '点呼簿', of: 'ホール　2名' });
    const placed = sheets.filter(({ of }) => /^(企画課|サーバ室)　1名/.test(of));
    expect(placed.map(({ lines }) => lines.map((cells) => cells.slice(0, 6)))).toEqual([
      [['□', '𠮷野 髙志', '個人', '訪問者', '', '確認済み']],
      [['□', '佐藤 次郎', '個人', '訪問者', '', '推定（通ったとみなした）']],
    ]);
    const officer = await anOfficer(house.test, [
      { role: 'zone-officer', siteId: house.site, scope: 'office' },
    ]);
    expect((await house.get('roll-call/print', officer.token)).status).toBe(403);
  });
});

describe('the sheets to write by hand', () => {
  const issue = (sheets: number) =>
    house.test.ask(house.reception.token, {
      method: 'POST',
      url: `/api/v1/sites/${house.site}/paper-sheets`,
      payload: { on: visitDay, sheets },
    });

  it('say that there are none before any has a number', async () => {
    expect(await print('paper-sheets/print')).toMatchObject([
      { of: '2026年4月6日（月）　用紙なし', lines: [['この番号の用紙は発行していません。']] },
    ]);
  });

  it('are a page each, with the numbers of sheet and lines by which they are entered', async () => {
    expect((await issue(3)).body).toMatchObject({ first: 1, last: 3 });
    const sheets = await print('paper-sheets/print');
    expect(sheets.map(({ title, of, page }) => [title, of.trim().split('　')[1], page])).toEqual([
      ['手書き簿', '用紙 1（全 3 枚）', '1/1 ページ'],
      ['手書き簿', '用紙 2（全 3 枚）', '1/1 ページ'],
      ['手書き簿', '用紙 3（全 3 枚）', '1/1 ページ'],
    ]);
    for (const { lines } of sheets) {
      expect(lines.map(([number]) => number)).toEqual(
        Array.from({ length: 15 }, (_, nth) => String(nth + 1)),
      );
      expect(lines.flatMap(([, ...blank]) => blank).join('')).toBe('');
    }
    const again = await print('paper-sheets/print?first=2&last=2');
    expect(again.map(({ of }) => of)).toEqual([sheets[1]?.of]);
  });
});

async function checkInBefore(visit: string, left: string, stays: string) {
  const day = '2026-04-03';
  const members = [given(left, { pass: 'N-1' }), given(stays, { pass: 'N-2' })];
  await house.step(visit, 'check-in', { day, desk: 'front', members });
  const out = { day, members: [{ member: left }], origin: 'desk' };
  expect((await house.step(visit, 'check-out', out)).body.members).toMatchObject([{ done: true }]);
}
