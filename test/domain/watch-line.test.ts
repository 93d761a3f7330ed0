import { describe, expect, it } from 'vitest';
import { reasons } from '../../src/access/decide/reasons.ts';
import { verdicts } from '../../src/access/decide/verdicts.ts';
import { linesOfEntry } from '../../src/cli/watching/lines-of-entry.ts';
import { watchLine } from '../../src/cli/watching/watch-line.ts';
import { textWidth } from '../../src/kernel/text-width.ts';

const ja = {
  language: 'ja',
  colours: false,
  now: new Date('2026-11-21T23:58:00Z'),
  timeZone: 'Asia/Tokyo',
} as const;

describe('a line of the watch', () => {
  it('says why somebody began an emergency', () => {
    const entry = {
      seq: 1313,
      at: '2026-11-21T23:57:50.165Z',
      kind: 'emergency-begun',
      verdict: null,
      subject: {},
      reasons: [],
      names: { zones: {}, doors: {}, persons: {}, reason: '訓練' },
    };
    expect(watchLine(entry, ja)).toBe('1313  08:57:50  緊急事態の開始  訓練');
  });

  it('names everybody who passed in one entry', () => {
    const entry = {
      seq: 1314,
      at: '2026-11-21T23:57:50.165Z',
      kind: 'card-read',
      verdict: 'grant',
      subject: { person: 'a', with: ['b', 'c'], door: 'gate', from: 'hall', to: 'office' },
      reasons: [],
      names: {
        zones: { hall: '玄関ホール', office: '執務室' },
        doors: { gate: '南ゲート' },
        persons: { a: { name: '佐藤' }, b: { name: '伊藤' } },
      },
    };
    expect(watchLine(entry, ja)).toBe(
      '1314  08:57:50  通行可      南ゲート  玄関ホール→執務室  佐藤・伊藤・c',
    );
  });

  const atTheDesk = {
    seq: 1315,
    at: '2026-11-21T23:57:50.165Z',
    verdict: null,
    subject: { person: 'v', visit: 'visit-1' },
    reasons: [],
    names: {
      zones: { office: '執務室' },
      doors: {},
      persons: { a: { name: '櫻井 修' }, v: { name: '加藤 博之' }, w: { name: '吉田 明美' } },
    },
  };

  it.each([
    ['visit-planned', {}, '訪問の予定  加藤 博之'],
    ['visitor-checked-in', { with: ['w'] }, '受付  加藤 博之・吉田 明美'],
    ['visitor-met', {}, '迎え  加藤 博之'],
    ['visitor-stepped-out', {}, '一時外出  加藤 博之'],
    ['visitor-stepped-in', {}, '再入館  加藤 博之'],
    ['visitor-checked-out', {}, '退館  加藤 博之'],
    ['visitor-missed', {}, '来庁なし  加藤 博之'],
    ['escort-apart', { to: 'office' }, '付添いと別れた  執務室  加藤 博之'],
  ])('tells what is done at the desk and by escorts in words, with the pair: %s', (kind, more, words) => {
    const entry = { ...atTheDesk, kind, subject: { ...atTheDesk.subject, ...more } };
    expect(watchLine(entry, ja)).toBe(`1315  08:57:50  ${words}`);
  });

  const act = { ...atTheDesk, kind: 'visitor-checked-in' };
  const names = {
    ...atTheDesk.names,
    persons: { ...atTheDesk.names.persons, a: { name: '櫻井 修', affiliation: '総務課' } },
  };

  it.each([
    ['escort-offered', { type: 'person', id: 'a' }, '付添いの交代の申出  櫻井 修（総務課）・加藤 博之'],
    ['visitor-checked-in', { type: 'person', id: 'a' }, '受付  加藤 博之  操作: 櫻井 修（総務課）'],
    ['visitor-checked-in', { type: 'machine', id: 'kiosk' }, '受付  加藤 博之  操作: kiosk'],
    ['visitor-checked-in', { type: 'person', id: 'v' }, '受付  加藤 博之'],
    ['visitor-missed', { type: 'system', id: 'sekisho' }, '来庁なし  加藤 博之'],
  ])('tells who did it, and of which section they are: %s by %o', (kind, actor, words) => {
    expect(watchLine({ ...act, kind, actor, names }, ja)).toBe(`1315  08:57:50  ${words}`);
  });

  it('names nobody where a gateway tells what happened', () => {
    const told = { ...act, kind: 'door-held', actor: { type: 'machine', id: 'gw-1' }, names };
    expect(watchLine({ ...told, subject: { person: 'v', gateway: 'gw-1' } }, ja)).toMatch(/加藤 博之$/);
    expect(watchLine({ ...told, subject: { gateway: 'gw-1' } }, ja)).toBe(
      '1315  08:57:50  扉の開放超過  gw-1',
    );
  });

  it('tells which zones the event of a door lies between', () => {
    const entry = { ...act, kind: 'door-held', subject: { door: 'gate' } };
    const shownNames = {
      zones: { hall: '玄関ホール', office: '執務室' },
      doors: { gate: '南ゲート' },
      persons: {},
    };
    expect(watchLine({ ...entry, names: shownNames }, ja)).toBe(
      '1315  08:57:50  扉の開放超過  南ゲート  玄関ホール・執務室',
    );
  });

  it.each([
    ['ja', '1315  08:57:50  遅延受信（装置: 通行可、照合: 通行不可）  継続的立入許可がない'],
    ['en', '1315  08:57:50  received late (the gateway: granted, judged: denied)  No standing permission'],
  ] as const)('tells of a late event what happened, and how it is judged: %s', (language, words) => {
    const decided = { verdict: 'grant', reason: 'offline' };
    const late = { ...act, kind: 'card-read', verdict: 'deny', subject: {}, details: { decided } };
    const line = watchLine({ ...late, reasons: [{ code: 'no-permission' }] }, { ...ja, language });
    expect(line).toBe(words);
    const coloured = watchLine(late, { ...ja, colours: true });
    expect(coloured).toContain('装置: \u001B[32m通行可\u001B[0m');
    expect(coloured).toContain('照合: \u001B[31m通行不可\u001B[0m');
  });

  it('tells what is noted, and a note of a newer service by the words it gives', () => {
    const notes = [{ code: 'clock-local' }, { code: 'constructor', says: '新しい注記' }];
    const noted = { ...act, kind: 'door-held', notes };
    expect(watchLine(noted, ja)).toMatch(/ {2}現地時刻をUTCとして書いた通知, 新しい注記$/);
    expect(watchLine(noted, { ...ja, language: 'en' })).toMatch(
      / {2}Local time written as UTC, constructor$/,
    );
  });

  it.each([
    ['yesterday', { at: '2026-11-20T23:57:50.165Z' }, '2026-11-21 08:57:50'],
    [
      'by a clock that is off',
      { at: '2026-11-21T23:50:00Z', recordedAt: '2026-11-21T23:57:50Z' },
      '2026-11-22 08:50:00',
    ],
    ['now', { at: '2026-11-21T23:57:20Z', recordedAt: '2026-11-21T23:57:50Z' }, '08:57:20'],
  ])('shows the date of what did not happen now: %s', (_, when, shown) => {
    expect(watchLine({ ...act, ...when }, ja)).toBe(`1315  ${shown}  受付  加藤 博之`);
  });

  it.each([
    ['Asia/Tokyo', '08:57:50', '2026-11-22'],
    ['America/New_York', '18:57:50', '2026-11-21'],
    ['Pacific/Honolulu', '13:57:50', '2026-11-21'],
  ])('tells times and days by the clocks of the site, in %s', (timeZone, time, day) => {
    const shownThere = { ...ja, timeZone };
    expect(watchLine(act, shownThere)).toMatch(new RegExp(`^1315 {2}${time} {2}`));
    const later = { ...shownThere, now: new Date('2026-11-23T23:00:00Z') };
    expect(watchLine(act, later)).toMatch(new RegExp(`^1315 {2}${day} ${time} {2}`));
  });

  it('shows a name as it is written, and stands its columns by what a terminal draws', () => {
    const takahashi = '髙\u{E0101}橋 葛\u{E0100}城';
    const passing = { ...act, kind: 'card-read', subject: { person: 'v', door: 'gate' } };
    const shownNames = { zones: {}, doors: {}, persons: { v: { name: takahashi } } };
    const line = (verdict: string) => watchLine({ ...passing, verdict, names: shownNames }, ja);
    for (const verdict of Object.keys(verdicts)) {
      expect(line(verdict)).toContain(takahashi);
      expect(textWidth(line(verdict).split('gate')[0] ?? '')).toBe(28);
    }
  });

  it.each([
    ['escort-relief', null, '付添いの交代'],
    ['escort-declared', null, '一括の同行申告'],
    ['card-read', 'grant', '通行可    '],
  ])(
    'names the escort before the visitor in whose custody they are from then on: %s',
    (kind, verdict, words) => {
      const effects = [
        { type: 'custody-over', ward: 'v' },
        { type: 'custody', ward: 'v', escort: 'a' },
      ];
      const line = watchLine({ ...atTheDesk, kind, verdict, effects }, ja);
      expect(line).toBe(`1315  08:57:50  ${words}  櫻井 修・加藤 博之`);
    },
  );

  it.each([
    ['pass-lent', '通行証の貸出し'],
    ['pass-returned', '通行証の返却'],
    ['pass-stopped', '通行証の停止'],
  ])('says which pass it is: %s', (kind, words) => {
    const details = { pass: 'p', numeral: 'V-11' };
    const line = watchLine({ ...atTheDesk, kind, details }, ja);
    expect(line).toBe(`1315  08:57:50  ${words}  加藤 博之  V-11`);
  });

  it.each([
    [
      'permit-requested',
      { kind: 'photography', zones: ['office'], track: 'permission' },
      '許可の申請  執務室  加藤 博之  撮影・録音',
    ],
    ['permit-filed', { kind: 'private-device' }, '届出  執務室  加藤 博之  支給以外の端末・記録装置'],
    ['permit-approved', { kind: 'take-out' }, '許可  執務室  加藤 博之  区域外での情報処理・持ち出し'],
    ['permit-started', { kind: 'photography' }, '許可された使用の開始  執務室  加藤 博之  撮影・録音'],
    ['permit-revoked', { kind: 'work' }, '許可の取消し  執務室  加藤 博之  作業'],
    ['rule-opened', { kind: 'exception' }, '例外措置・申請による開き  執務室  加藤 博之  例外措置'],
    ['permit-closed', { kind: 'constructor' }, '許可された使用の終了  執務室  加藤 博之  constructor'],
    ['photography-ordered', { order: 'order-to-stop' }, '撮影への指示  執務室  加藤 博之  中止を求めた'],
    ['work-begun', { attendant: 'w', workers: 4 }, '作業の開始  執務室  加藤 博之  4人'],
    ['work-ended', { workers: 3, missing: 1, inside: ['v'] }, '作業の終了  執務室  加藤 博之  3人  まだ1人'],
    ['work-ended', { workers: 4, missing: 0, inside: [] }, '作業の終了  執務室  加藤 博之  4人'],
    ['delivery-taken-over', { thing: 'parcel', pieces: 3 }, '荷物の受取り  執務室  加藤 博之  3個'],
  ])('tells in words what a permit is for, and how many: %s', (kind, details, words) => {
    const subject = { person: 'v', permit: 'p', to: 'office' };
    const line = watchLine({ ...atTheDesk, kind, subject, details }, ja);
    expect(line).toBe(`1315  08:57:50  ${words}`);
  });

  it('names everybody whom a permit is for, and all its zones', () => {
    const subject = { person: 'v', with: ['w'], permit: 'p', through: ['hall'], to: 'office' };
    const names = { ...atTheDesk.names, zones: { hall: '玄関ホール', office: '執務室' } };
    const entry = { ...atTheDesk, kind: 'permit-started', subject, names, details: { kind: 'photography' } };
    expect(watchLine(entry, ja)).toBe(
      '1315  08:57:50  許可された使用の開始  玄関ホール・執務室  加藤 博之・吉田 明美  撮影・録音',
    );
  });

  const refused = {
    seq: 7,
    at: '2026-11-21T23:57:50.165Z',
    kind: 'card-read',
    verdict: 'deny',
    subject: { door: 'office-server' },
    reasons: [{ code: 'card-lost' }, { code: 'no-permission', clause: '2.3.1.1(2)(a)(ア)' }],
    names: { zones: {}, doors: {}, persons: {} },
  };

  it.each([
    ['ja', '通行不可  '],
    ['en', `denied${' '.repeat(13)}`],
  ] as const)('says why in the words of the terminal: %s', (language, verdict) => {
    const lost = reasons['card-lost'].says[language];
    const unpermitted = reasons['no-permission'].says[language];
    expect(watchLine(refused, { ...ja, language })).toBe(
      `7  08:57:50  ${verdict}  office-server  ${lost}, ${unpermitted} 2.3.1.1(2)(a)(ア)`,
    );
  });

  it('shows a kind, reason or verdict of a newer service by its code', () => {
    const kind = { ...refused, kind: 'constructor', verdict: null, reasons: [] };
    expect(watchLine(kind, ja)).toBe('7  08:57:50  constructor  office-server');
    const newer = { ...refused, verdict: 'maybe', reasons: [{ code: 'constructor' }] };
    expect(watchLine(newer, ja)).toBe('7  08:57:50  maybe       office-server  constructor');
  });
});

describe('what the watch tells of an alarm', () => {
  const names = {
    zones: {},
    doors: { gate: '南ゲート' },
    persons: { a: { name: '佐藤' } },
    reason: '警備員を向かわせた',
  };
  const entry = {
    seq: 8,
    at: '2026-11-21T23:57:50.165Z',
    verdict: null,
    reasons: [],
    subject: { door: 'gate' },
  };
  const held = { kind: 'door-held', door: 'gate' };

  it('stands before the entry that raised it, with what to do', () => {
    const instruction = '扉を閉めてください。';
    const alarms = [{ ...held, what: 'repeated', times: 3, instruction }];
    const raising = { ...entry, kind: 'door-held', alarms, names: { ...names, reason: '' } };
    expect(linesOfEntry(raising, ja)).toEqual([
      `8  08:57:50  警報 再発  扉の開放超過  南ゲート  ×3  ${instruction}`,
      '8  08:57:50  扉の開放超過  南ゲート',
    ]);
  });

  it.each([
    [
      'acknowledged',
      { type: 'person', id: 'a' },
      '警報 確認  扉の開放超過  南ゲート  佐藤  警備員を向かわせた',
    ],
    ['acknowledged', { type: 'person', id: 'b' }, '警報 確認  扉の開放超過  南ゲート  b  警備員を向かわせた'],
    [
      'resolved',
      { type: 'machine', id: 'desk' },
      '警報 解決  扉の開放超過  南ゲート  desk  誤報  警備員を向かわせた',
    ],
  ])('tells a step once, with who took it: %s by %o', (what, actor, line) => {
    const outcome = what === 'resolved' ? { outcome: 'false' } : {};
    const alarms = [{ ...held, what, ...outcome }];
    const lines = linesOfEntry({ ...entry, kind: `alarm-${what}`, actor, alarms, names }, ja);
    expect(lines).toEqual([`8  08:57:50  ${line}`]);
  });

  it('names nobody where the service itself escalated it, and knows two languages', () => {
    const actor = { type: 'system', id: 'sekisho' };
    const alarms = [{ ...held, what: 'escalated' }];
    const escalated = { ...entry, kind: 'alarm-escalated', actor, alarms, names: { ...names, reason: '' } };
    expect(linesOfEntry(escalated, { ...ja, language: 'en' })).toEqual([
      '8  08:57:50  alarm escalated, not acknowledged in time  door held open  南ゲート',
    ]);
  });

  it('of a newer service shows as its codes', () => {
    const alarms = [{ kind: 'toString', what: 'constructor' }];
    expect(linesOfEntry({ ...entry, kind: 'unheard-of', alarms, names }, ja)[0]).toBe(
      '8  08:57:50  警報 constructor  toString',
    );
  });
});
