import { describe, expect, it } from 'vitest';
import { parseEquipmentList } from '../../../src/registers/equipment/parse-equipment-list.ts';

const head = '管理番号,種別,名称,区域,設置日,情報システム,主体認証,図面の符号,盗難防止';

/** Of each line what it is, or the faults of it. */
function parse(...lines: readonly string[]) {
  const list = parseEquipmentList([head, ...lines].join('\n'));
  if (!list.ok) return list.refusal;
  return list.value.map((line) => (line.ok ? line.value : line.refusal.map(({ message }) => message)));
}

describe('a list of things that stand in zones', () => {
  it('is read line by line, each kind by its word or its code', () => {
    expect(
      parse(
        'PC-1,端末,窓口端末,office,2026/4/1,A0099,,,セキュリティワイヤー',
        'NW-1,network-device,基幹スイッチ,server,2026-04-01,,○,,',
      ),
    ).toMatchObject([
      {
        line: 2,
        system: 'A0099',
        draft: {
          ...{ number: 'PC-1', kind: 'terminal', name: '窓口端末', zoneId: 'office', placedOn: '2026-04-01' },
          ...{ securedBy: 'セキュリティワイヤー', authenticates: null, maker: null, element: null },
        },
      },
      { line: 3, system: undefined, draft: { kind: 'network-device', authenticates: true, securedBy: null } },
    ]);
  });

  it('tells of every fault of a line, and reads the others', () => {
    const [wrong, right] = parse(
      '番号,机,,Office,昨日,,たぶん,,',
      'PC-2,端末,窓口端末,office,2026-04-01,,,,',
    );
    expect(wrong).toHaveLength(6);
    expect(right).toMatchObject({ line: 3 });
  });

  it('has the columns that every thing has', () => {
    const list = parseEquipmentList('管理番号,色\nPC-1,赤');
    expect(list.ok ? [] : list.refusal.map(({ message }) => message)).toEqual([
      '「色」という列はありません',
      '「種別」の列がありません',
      '「名称」の列がありません',
      '「区域」の列がありません',
      '「設置日」の列がありません',
    ]);
    const empty = parseEquipmentList(head);
    expect(empty.ok ? [] : empty.refusal).toEqual([{ at: '/lines/1', message: '一覧に機器がありません' }]);
  });
});
