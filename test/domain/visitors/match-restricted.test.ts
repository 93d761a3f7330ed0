import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationKeyOf } from '../../../src/kernel/names/organisation-key-of.ts';
import {
  type Claimed,
  matchRestricted,
  type RestrictedNames,
} from '../../../src/visitors/restricted/match-restricted.ts';

const claimed = (over: Partial<Claimed>): Claimed => ({
  name: '田中 実',
  nameKana: null,
  affiliation: '個人',
  ...over,
});

function listed(names: readonly string[], organisation: string | null = null): RestrictedNames {
  return {
    restrictedId: 'listed',
    name: names[0] ?? null,
    nameKana: null,
    aliases: names.slice(1),
    organisation,
  };
}

const cases: readonly (readonly [string, RestrictedNames, Partial<Claimed>, string | undefined])[] = [
  ['the name as it stands', listed(['渡辺 健']), { name: '渡辺 健' }, 'name'],
  ['another spelling of it', listed(['渡邊　健']), { name: '渡辺健' }, 'name'],
  [
    'the reading',
    listed(['渡辺 健', 'ワタナベ ケン']),
    { name: '渡部 建', nameKana: 'わたなべ けん' },
    'name',
  ],
  ['an alias', listed(['渡辺 健', '渡瀬 健']), { name: '渡瀬 健' }, 'name'],
  ['another name', listed(['渡辺 健']), { name: '渡辺 健一' }, undefined],
  ['the name, and says to be from elsewhere', listed(['渡辺 健'], '甲社'), { name: '渡辺 健' }, 'name'],
  [
    'name and organisation',
    listed(['渡辺 健'], '株式会社甲'),
    { name: '渡辺 健', affiliation: '㈱甲' },
    'name-and-organisation',
  ],
  [
    'a colleague of whoever is named',
    listed(['渡辺 健'], '株式会社甲'),
    { affiliation: '株式会社甲' },
    undefined,
  ],
  ['an organisation that is barred', listed([], '株式会社甲'), { affiliation: '甲（株）' }, 'organisation'],
  ['another organisation', listed([], '株式会社甲'), { affiliation: '株式会社乙' }, undefined],
  ['who said nothing', listed(['渡辺 健'], '甲'), { name: null, affiliation: null }, undefined],
];

describe('a match with a 立入制限対象者', () => {
  it.each(cases)('%s', (_, entry, who, by) => {
    const found = matchRestricted(claimed(who), [entry]).map((match) => match.by);
    expect(found).toEqual(by === undefined ? [] : [by]);
  });

  it('names every entry that is resembled', () => {
    const two = [
      { ...listed(['渡辺 健']), restrictedId: 'one' },
      { ...listed([], '甲'), restrictedId: 'two' },
    ];
    const found = matchRestricted(claimed({ name: '渡辺 健', affiliation: '甲' }), two);
    expect(found.map(({ restrictedId }) => restrictedId)).toEqual(['one', 'two']);
  });

  it('law: width, case, spaces and the legal form of a company make no difference, and blanks match nothing', () => {
    const name = fc.constantFrom('渡辺 健', 'John Smith', 'ｼﾞｮﾝ スミス');
    const typed = (text: string) => [text, text.normalize('NFKC'), ` ${text.toUpperCase()}　`];
    fc.assert(
      fc.property(name, fc.nat(2), (one, nth) => {
        const said = typed(one)[nth] ?? '';
        expect(matchRestricted(claimed({ name: said }), [listed([one])])).toHaveLength(1);
        expect(
          matchRestricted(claimed({ name: '　', affiliation: '株式会社' }), [listed([one], '甲')]),
        ).toEqual([]);
      }),
    );
    expect(new Set(['株式会社 甲', '甲株式会社', '㈱甲', '甲(株)'].map(organisationKeyOf))).toEqual(
      new Set(['甲']),
    );
  });
});
