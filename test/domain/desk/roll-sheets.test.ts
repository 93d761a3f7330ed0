import { describe, expect, it } from 'vitest';
import type { ListedGroup } from '../../../src/desk/groups/list-groups.ts';
import type { NamedRollLine } from '../../../src/desk/roll-call/list-roll-call.ts';
import { type PrintedRoll, rollSheets } from '../../../src/desk/sheets/roll-sheets.ts';
import { siteWords } from '../../../src/desk/sheets/site-words.ts';

const since = new Date('2026-04-06T03:40:00Z');
const aLine = (over: Partial<NamedRollLine> = {}): NamedRollLine => ({
  person: 'a',
  kind: 'visitor',
  name: '髙橋 𠮷子',
  affiliation: '浜田商事',
  visit: 'v',
  pass: 'V-001',
  zone: 'office',
  certainty: 'confirmed',
  since,
  lastZone: null,
  ...over,
});
const ground = {
  signs: new Map([
    ['hall', 'ホール'],
    ['office', '企画課'],
  ]),
  words: siteWords('Asia/Tokyo'),
  today: '2026-04-06',
};
const printed = (over: Partial<PrintedRoll> = {}) =>
  rollSheets({ items: [], groups: [], emergency: undefined, corrections: new Map(), ...over }, ground);

describe('the sheets of a roll call', () => {
  it('are one that says so where nobody is to be accounted for', () => {
    expect(printed()).toMatchObject([{ title: '点呼簿', of: '全区域　0名', rows: [] }]);
  });

  it('begin with those of unknown place, and have one for each zone, by its sign, with a box for each person', () => {
    const missing = { zone: null, certainty: 'unknown', lastZone: 'office' } as const;
    const sheets = printed({
      items: [
        aLine({ person: 'm', name: '不明 太郎', kind: 'staff', affiliation: null, pass: null, ...missing }),
        aLine({ person: 'h', zone: 'hall' }),
        aLine(),
        aLine({ person: 'c', name: null, kind: 'card-lent', zone: 'closed' }),
      ],
      emergency: { since: new Date('2026-04-06T03:20:00Z'), seq: 9 },
    });
    expect(sheets.map(({ of }) => of)).toEqual([
      '所在不明　1名　緊急事態 12:20 から',
      'closed　1名　緊急事態 12:20 から',
      'ホール　1名　緊急事態 12:20 から',
      '企画課　1名　緊急事態 12:20 から',
    ]);
    expect(sheets.map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([
      [['□', '不明 太郎', '', '職員', '', '所在不明', '12:40\n企画課']],
      [['□', '（氏名なし）', '浜田商事', '府省庁外の者', 'V-001', '確認済み', '12:40']],
      [['□', '髙橋 𠮷子', '浜田商事', '訪問者', 'V-001', '確認済み', '12:40']],
      [['□', '髙橋 𠮷子', '浜田商事', '訪問者', 'V-001', '確認済み', '12:40']],
    ]);
  });

  it('count crews whom nobody reads where they are, and leave out those that have gone', () => {
    const crew: Omit<ListedGroup, 'zoneId'> = {
      siteId: 's',
      groupId: 'g',
      kind: 'ambulance',
      persons: 3,
      since,
      doorIds: [],
      opensUntil: null,
      namesDue: null,
    };
    const groups = [
      { ...crew, zoneId: 'office' },
      { ...crew, zoneId: null },
    ];
    const sheets = printed({ items: [aLine()], groups });
    expect(sheets).toMatchObject([{ of: '企画課　4名' }]);
    expect(sheets[0]?.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['□', '髙橋 𠮷子', '浜田商事', '訪問者'],
      ['□', '救急 3名', '', '人数'],
    ]);
  });

  it('call a name as it was written first, too', () => {
    const side = { member: 'a', affiliation: '個人', pass: null, checkedOutAt: null, endOrigin: null };
    const made = {
      seq: 3,
      at: since,
      by: 'r',
      byName: '受付 太郎',
      what: 'name',
      day: null,
      was: { ...side, name: '高橋 吉子' },
      now: { ...side, name: '髙橋 𠮷子' },
      reason: '名刺による',
    } as const;
    const pass = {
      ...made,
      what: 'pass',
      was: { ...side, name: null },
      now: { ...side, name: null },
    } as const;
    const notesOf = (line: NamedRollLine) =>
      printed({ items: [line], corrections: new Map([['a', [made, pass]]]) })[0]?.rows[0]?.notes;
    expect(notesOf(aLine())).toEqual([
      '氏名・所属の訂正　高橋 吉子（個人） → 髙橋 𠮷子（個人）　2026-04-06 12:40 受付 太郎　理由：名刺による',
    ]);
    // Who is not told the name is not told what it was.
    expect(notesOf(aLine({ name: null }))?.join()).not.toMatch(/橋|受付|名刺/);
  });
});
