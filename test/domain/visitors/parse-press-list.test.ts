import { describe, expect, it } from 'vitest';
import { parsePressList } from '../../../src/visitors/press/parse-press-list.ts';

describe('a list of the press as it came', () => {
  it('is comma separated or pasted with tabs, by 報道機関 or 所属 and 氏名, and keeps the number of each line', () => {
    const text = '氏名,報道機関\n髙橋　直美,㈱高知新聞社\n,\n"森, 一",甲通信社\n';
    const want = [
      { organisation: '㈱高知新聞社', name: '髙橋　直美', line: 2 },
      { organisation: '甲通信社', name: '森, 一', line: 4 },
    ];
    expect(parsePressList(text)).toEqual({ ok: true, value: want });
    expect(parsePressList(text.replace('報道機関', '所属'))).toEqual({ ok: true, value: want });
    const pasted = parsePressList('報道機関\t氏名\n甲通信社\t森 一');
    expect(pasted).toMatchObject({ ok: true, value: [{ organisation: '甲通信社', line: 2 }] });
  });

  it('is told all its faults, line by line', () => {
    const parsed = parsePressList('氏名,報道機関\n森 一,\n,甲通信社\n');
    expect(parsed).toEqual({
      ok: false,
      refusal: [
        { at: '/lines/2', message: '報道機関がありません' },
        { at: '/lines/3', message: '氏名がありません' },
      ],
    });
    expect(parsePressList('氏名\n森 一\n')).toMatchObject({
      refusal: [{ at: '/lines/1', message: '「報道機関」の列がありません' }],
    });
    const many = `氏名,報道機関\n${'森 一,甲通信社\n'.repeat(201)}`;
    expect(parsePressList(many)).toMatchObject({ refusal: [{ message: '一度に200人までです' }] });
  });
});
