import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { olderSearchKey } from '../../../src/kernel/names/older-search-key.ts';
import { organisationKeyOf } from '../../../src/kernel/names/organisation-key-of.ts';
import { searchKey } from '../../../src/kernel/names/search-key.ts';
import { variantGroups } from '../../../src/kernel/names/variant-groups.ts';

/** Spellings of one name that are typed for one another, by what tells them apart. */
const spellings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  異体字: [
    ['髙橋', '高橋'],
    ['高槗', '高橋'],
    ['山﨑', '山崎'],
    ['山嵜', '山崎'],
    ['𠮷野', '吉野'],
    ['渡邊', '渡辺'],
    ['渡邉', '渡辺'],
    ['齋藤', '斎藤'],
    ['齊藤', '斉藤'],
    ['斎藤', '斉藤'],
    ['澁谷', '渋谷'],
    ['田淵', '田渕'],
    ['峯岸', '峰岸'],
    ['關口', '関口'],
    ['東條', '東条'],
    ['籔内', '薮内'],
    ['藪内', '薮内'],
    ['舩木', '船木'],
    ['瀨戸', '瀬戸'],
    ['增田', '増田'],
    ['橫山', '横山'],
    ['靑木', '青木'],
    ['淸水', '清水'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['澤田', '沢田'],
    ['廣瀬', '広瀬'],
    ['國井', '国井'],
    ['眞田', '真田'],
    ['惠子', '恵子'],
    ['榮一', '栄一'],
    ['櫻井', '桜井'],
    ['龍田', '竜田'],
    ['瀧本', '滝本'],
    ['中嶋', '中島'],
    ['德川', '徳川'],
    ['黑田', '黒田'],
    ['曾根', '曽根'],
    ['萬田', '万田'],
    ['與那嶺', '与那嶺'],
    ['桒原', '桑原'],
    ['栁田', '柳田'],
    ['冨田', '富田'],
    ['舘野', '館野'],
    ['靏田', '鶴田'],
    ['櫪木', '櫪木'],
    ['杤木', '栃木'],
    ['龜井', '亀井'],
    ['薗田', '園田'],
    ['壽', '寿'],
    ['彌生', '弥生'],
    ['實', '実'],
    ['巖', '巌'],
    ['嶽', '岳'],
    ['檜山', '桧山'],
    ['藏本', '蔵本'],
    ['邊見', '辺見'],
    ['鐵男', '鉄男'],
    ['賴朝', '頼朝'],
    ['惣內', '惣内'],
    ['吳', '呉'],
    ['佛坂', '仏坂'],
    ['福祉', '福祉'],
    ['葛\u{E0100}城', '葛城'],
    ['塚\uFA10', '塚塚'],
  ],
  踊り字: [
    ['佐々木', '佐佐木'],
    ['いすゞ', 'いすず'],
    ['みすゝ', 'みすす'],
    ['奈々々', '奈奈奈'],
  ],
  かな: [
    ['関ヶ原', '関ケ原'],
    ['三ッ矢', '三ツ矢'],
    ['キヤノン', 'キャノン'],
    ['ﾔﾏﾀﾞ ﾀﾛｳ', 'やまだたろう'],
    ['ヤマダ　タロウ', 'やまだたろう'],
    ['シヨウコ', 'しょうこ'],
    ['カ\u3099', 'が'],
  ],
  記号と幅: [
    ['ＳＭＩＴＨ', 'smith'],
    ['マイケル・ジョンソン', 'マイケル ジョンソン'],
    ['ｺﾝﾋﾟｭｰﾀ', 'コンピュ－タ'],
    ['サーバ', 'サ−バ'],
    ['O’Brien', "O'Brien"],
  ],
};

const pairs = Object.entries(spellings).flatMap(([kind, some]) =>
  some.map(([one, other]) => [kind, one, other] as const),
);

describe('the key of a name', () => {
  it.each(pairs)('(%s) finds %j by %j', (_, stored, typed) => {
    expect(searchKey(stored)).toBe(searchKey(typed));
  });

  it('finds everything that the key of programs before found', () => {
    const some = fc.constantFrom(...pairs.flatMap(([, one, other]) => [one, other]));
    fc.assert(
      fc.property(some, some, (one, other) => {
        fc.pre(olderSearchKey(one) === olderSearchKey(other));
        expect(searchKey(one)).toBe(searchKey(other));
      }),
    );
  });

  it.each([
    ['高橋', '高階'],
    ['はは', 'ばば'],
    ['坂本', '阪本'],
    ['大崎', '大埼'],
    ['井上', '丼上'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(searchKey(one)).not.toBe(searchKey(other));
  });

  it('is the key of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(searchKey(searchKey(name))).toBe(searchKey(name));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the key of an organisation', () => {
  it.each([
    ['株式会社　廣瀨商會', '㈱広瀬商会'],
    ['社会福祉法人　恵愛会', '社會福祉法人恵愛會'],
    ['有限会社ミヤ・ギ', 'ミヤギ（有）'],
    ['株式株式会社会社ミヤギ', 'ミヤギ'],
  ])('finds %j by %j', (stored, typed) => {
    expect(organisationKeyOf(stored)).toBe(organisationKeyOf(typed));
  });
});

describe('the groups of variants', () => {
  it('share no character, and are characters alone', () => {
    const all = variantGroups.flatMap((group) => Array.from(group));
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((one) => !/^\p{Script=Han}$/u.test(one) || one.normalize('NFKC') !== one)).toEqual([]);
    expect(variantGroups.filter((group) => Array.from(group).length < 2)).toEqual([]);
  });
});
