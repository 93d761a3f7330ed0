import { describe, expect, it } from 'vitest';
import { reasons } from '../../src/access/decide/reasons.ts';
import { linesOfEntry } from '../../src/cli/lines-of-entry.ts';
import { watchLine } from '../../src/cli/watch-line.ts';

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
    expect(watchLine(entry, 'ja', false)).toBe('1313  08:57:50  緊急事態の開始  訓練');
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
    expect(watchLine(entry, 'ja', false)).toBe(
      '1314  08:57:50  通行可  南ゲート  玄関ホール→執務室  佐藤・伊藤・c',
    );
  });

  const atTheDesk = {
    seq: 1315,
    at: '2026-11-21T23:57:50.165Z',
    verdict: null,
    subject: { person: 'v', visit: 'visit-1' },
    actor: { type: 'person', id: 'a' },
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
    ['escort-offered', {}, '付添いの交代の申出  櫻井 修・加藤 博之'],
    ['escort-apart', { to: 'office' }, '付添いと別れた  執務室  加藤 博之'],
  ])('tells what is done at the desk and by escorts in words, with the pair: %s', (kind, more, words) => {
    const entry = { ...atTheDesk, kind, subject: { ...atTheDesk.subject, ...more } };
    expect(watchLine(entry, 'ja', false)).toBe(`1315  08:57:50  ${words}`);
  });

  it.each([
    ['escort-relief', null, '付添いの交代'],
    ['escort-declared', null, '一括の同行申告'],
    ['card-read', 'grant', '通行可'],
  ])(
    'names the escort before the visitor in whose custody they are from then on: %s',
    (kind, verdict, words) => {
      const effects = [
        { type: 'custody-over', ward: 'v' },
        { type: 'custody', ward: 'v', escort: 'a' },
      ];
      const line = watchLine({ ...atTheDesk, kind, verdict, effects }, 'ja', false);
      expect(line).toBe(`1315  08:57:50  ${words}  櫻井 修・加藤 博之`);
    },
  );

  it.each([
    ['pass-lent', '通行証の貸出し'],
    ['pass-returned', '通行証の返却'],
    ['pass-stopped', '通行証の停止'],
  ])('says which pass it is: %s', (kind, words) => {
    const details = { pass: 'p', numeral: 'V-11' };
    const line = watchLine({ ...atTheDesk, kind, details }, 'ja', false);
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
    const line = watchLine({ ...atTheDesk, kind, subject, details }, 'ja', false);
    expect(line).toBe(`1315  08:57:50  ${words}`);
  });

  it('names everybody whom a permit is for, and all its zones', () => {
    const subject = { person: 'v', with: ['w'], permit: 'p', through: ['hall'], to: 'office' };
    const names = { ...atTheDesk.names, zones: { hall: '玄関ホール', office: '執務室' } };
    const entry = { ...atTheDesk, kind: 'permit-started', subject, names, details: { kind: 'photography' } };
    expect(watchLine(entry, 'ja', false)).toBe(
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
    ['ja', '通行不可'],
    ['en', 'denied'],
  ] as const)('says why in the words of the terminal: %s', (language, verdict) => {
    const lost = reasons['card-lost'].says[language];
    const unpermitted = reasons['no-permission'].says[language];
    expect(watchLine(refused, language, false)).toBe(
      `7  08:57:50  ${verdict}  office-server  ${lost}, ${unpermitted} 2.3.1.1(2)(a)(ア)`,
    );
  });

  it('shows a kind, reason or verdict of a newer service by its code', () => {
    const kind = { ...refused, kind: 'constructor', verdict: null, reasons: [] };
    expect(watchLine(kind, 'ja', false)).toBe('7  08:57:50  constructor  office-server');
    const newer = { ...refused, verdict: 'maybe', reasons: [{ code: 'constructor' }] };
    expect(watchLine(newer, 'ja', false)).toBe('7  08:57:50  maybe  office-server  constructor');
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

  it('stands below the entry that raised it, with what to do', () => {
    const instruction = '扉を閉めてください。';
    const alarms = [{ ...held, what: 'repeated', times: 3, instruction }];
    const raising = { ...entry, kind: 'door-held', alarms, names: { ...names, reason: '' } };
    expect(linesOfEntry(raising, 'ja', false)).toEqual([
      '8  08:57:50  扉の開放超過  南ゲート',
      `8  08:57:50  警報 再発  扉の開放超過  南ゲート  ×3  ${instruction}`,
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
    const lines = linesOfEntry({ ...entry, kind: `alarm-${what}`, actor, alarms, names }, 'ja', false);
    expect(lines).toEqual([`8  08:57:50  ${line}`]);
  });

  it('names nobody where the service itself escalated it, and knows two languages', () => {
    const actor = { type: 'system', id: 'sekisho' };
    const alarms = [{ ...held, what: 'escalated' }];
    const escalated = { ...entry, kind: 'alarm-escalated', actor, alarms, names: { ...names, reason: '' } };
    expect(linesOfEntry(escalated, 'en', false)).toEqual([
      '8  08:57:50  alarm escalated, not acknowledged in time  door held open  南ゲート',
    ]);
  });

  it('of a newer service shows as its codes', () => {
    const alarms = [{ kind: 'toString', what: 'constructor' }];
    expect(linesOfEntry({ ...entry, kind: 'unheard-of', alarms, names }, 'ja', false)[1]).toBe(
      '8  08:57:50  警報 constructor  toString',
    );
  });
});
