import { type Static, Type } from 'typebox';
import { Code, Described, Nullable, strict, Words } from '../../api/schemas.ts';

/** So many within so long are a series, and raise the alarm. */
const Series = Type.Object(
  {
    reads: Type.Integer({ minimum: 2, maximum: 50, description: '回数' }),
    withinMinutes: Type.Integer({ minimum: 1, maximum: 1440, description: '分数' }),
  },
  { ...strict, title: 'Series' },
);

/** Of a site whose plan does not say: who tries one card after the other at a reader. */
export const unknownCardSeries = { reads: 5, withinMinutes: 10 } as const satisfies Static<typeof Series>;

/** What the site makes of one kind of alarm, in place of what is built in. */
export const AlarmSetting = Type.Object(
  {
    id: Described(Code, '警報の種類'),
    instruction: Type.Optional(Described(Words, '警報を見た人がすること。なければ組込みの指示')),
    /** From raising to acknowledging; null = it is never escalated. */
    acknowledgeWithinMinutes: Type.Optional(
      Nullable(Type.Integer({ minimum: 1, maximum: 10_080 }), {
        description:
          '確認されないまま格上げされるまでの分数。null なら格上げしない。なければ優先度により 3分（1）・10分（2）・60分（3）・格上げなし（4）。定めを変えても、発生済みの警報の期限は変わらない',
      }),
    ),
    /** Of `unknown-cards` alone. */
    series: Type.Optional(
      Nullable(Series, {
        description: `unknown-cards（未登録カードの連続）だけの定め。同じ読取装置で何分に何回続けば発生か。なければ${unknownCardSeries.withinMinutes}分に${unknownCardSeries.reads}回。null なら発生しない`,
      }),
    ),
  },
  {
    ...strict,
    title: 'AlarmSetting',
    description: '警報の種類（id）ごとの庁舎の定め。ないものは組込みのまま。警報を読める役割の者にだけ示す',
  },
);

export type AlarmSetting = Static<typeof AlarmSetting>;
