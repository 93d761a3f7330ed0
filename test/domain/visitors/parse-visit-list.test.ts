import { describe, expect, it } from 'vitest';
import { parseVisitList } from '../../../src/visitors/lists/parse-visit-list.ts';

const thingsMisread =
  '持込み品は pc:ノートPC のように種類の符号と品名を書き、いくつもあれば「;」で区切ってください';

function faultsOf(text: string) {
  const parsed = parseVisitList(text);
  return parsed.ok ? [] : parsed.refusal.map(({ at, message }) => `${at} ${message}`);
}

describe('a list of visitors', () => {
  it('is comma separated, or pasted with tabs, and its columns stand in any order', () => {
    const text = [
      '所属,氏名,日付,開始,区域',
      '"株式会社 ""浜田""",佐藤,2026/4/6,9:30,hall office',
      '',
      ' , ,,,',
      '個人,鈴木,,,',
    ].join('\r\n');
    for (const list of [text, text.replaceAll(',', '\t')]) {
      const parsed = parseVisitList(list);
      expect(parsed).toMatchObject({
        ok: true,
        value: [
          {
            line: 2,
            day: '2026-04-06',
            startsAt: '09:30',
            zones: ['hall', 'office'],
            member: { identity: { name: '佐藤', affiliation: '株式会社 "浜田"' } },
          },
          { line: 5, member: { identity: { name: '鈴木', affiliation: '個人', telephone: null } } },
        ],
      });
    }
  });

  it('is told all its faults, line by line', () => {
    const list = [
      '氏名,所属,日付,開始,用務,区域',
      ',,2026-02-30,25:00,打合せ,三階',
      '佐藤,個人',
      '鈴\u202E木,個人,,,,',
      '田中,個人,,,,',
    ].join('\n');
    expect(faultsOf(list)).toEqual([
      '/lines/2 氏名がありません',
      '/lines/2 所属がありません（なければ「個人」）',
      '/lines/2 日付は 2026-04-06 のように書いてください',
      '/lines/2 開始は 14:00 のように書いてください',
      '/lines/2 区域は符号で、空白で区切って書いてください',
      '/lines/2 用務は符号で書いてください',
      '/lines/3 列の数が見出しと違います（2列）',
      '/lines/4 氏名に使えない文字があります',
    ]);
  });

  it('tells children, what they bring, what they need, the vehicle and the language', () => {
    const text = [
      '氏名,所属,子ども,持込み品,車両,同乗,配慮,言語',
      '佐藤,個人,,pc:ノートPC; camera：レンズ:2本；,品川 300 あ 1,,車椅子,en',
      '佐藤 花,個人,○,,,品川300あ1,,',
    ].join('\n');
    for (const list of [text, text.replaceAll(',', '\t')]) {
      expect(parseVisitList(list)).toMatchObject({
        ok: true,
        value: [
          {
            language: 'en',
            member: {
              child: false,
              identity: { vehicle: '品川 300 あ 1', ridesIn: null, help: '車椅子' },
              things: [
                { kind: 'pc', words: 'ノートPC' },
                { kind: 'camera', words: 'レンズ:2本' },
              ],
            },
          },
          {
            member: {
              child: true,
              things: [],
              identity: { vehicle: null, ridesIn: '品川300あ1', help: null },
            },
          },
        ],
      });
    }
  });

  it.each([
    ['子ども', '5歳', '子どもは ○ を書くか、空けてください'],
    ['持込み品', 'ノートPC', thingsMisread],
    ['持込み品', 'ノートPC:1台', thingsMisread],
    ['持込み品', 'pc:', thingsMisread],
    ['持込み品', 'pc:ノ\u202Eート', thingsMisread],
    ['持込み品', Array.from({ length: 51 }, () => 'pc:x').join(';'), thingsMisread],
    ['言語', '英語', '言語は en のような符号で書いてください'],
    ['配慮', '車\u202E椅子', '配慮に使えない文字があります'],
  ])('is told what is wrong with %s: %j', (column, cell, message) => {
    const list = `氏名,所属,${column}\n鈴木,個人,\n佐藤,個人,${cell}`;
    expect(faultsOf(list)).toEqual([`/lines/3 ${message}`]);
  });

  it.each([
    ['', ['「氏名」の列がありません', '「所属」の列がありません']],
    ['氏名,会社\n佐藤,浜田', ['「会社」という列はありません', '「所属」の列がありません']],
    ['氏名,所属,氏名\n佐藤,個人,佐藤', ['「氏名」の列が二つあります']],
    ['氏名,所属\n', ['一覧に人がいません']],
    ['氏名,所属,車両,車両番号\n佐藤,個人,,', ['「車両番号」の列が二つあります']],
  ])('has a head that names its columns: %j', (list, messages) => {
    expect(faultsOf(list)).toEqual(messages.map((message) => `/lines/1 ${message}`));
  });
});
