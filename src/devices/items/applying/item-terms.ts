import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Nullable, strict, Uuid } from '../../../api/schemas.ts';

/** Which way an item is carried: the parts of rows 5 and 6 of 別表2. */
export const itemWays = ['in', 'out'] as const;

export type ItemWay = (typeof itemWays)[number];

/** What a thing leaves for, and whether what was on it has to be unrecoverable before (METI 16(2), 39(2), 46, 62). */
export const leavingReasons = {
  use: { says: '使用', erased: false },
  repair: { says: '修理', erased: true },
  'lease-end': { says: 'リースの終了', erased: true },
  disposal: { says: '廃棄', erased: true },
} as const satisfies Record<string, { readonly says: string; readonly erased: boolean }>;

export type LeavingReason = keyof typeof leavingReasons;

const leavingReasonNames = [
  'use',
  'repair',
  'lease-end',
  'disposal',
] as const satisfies readonly LeavingReason[];

/** What an application to carry items in or out says besides where, when and who. */
export const ItemTerms = Type.Object(
  {
    way: Choice(itemWays, { description: 'in＝持込み、out＝持ち出し' }),
    items: Type.Array(Uuid, { minItems: 1, maxItems: 100, uniqueItems: true, description: '登録した物品' }),
    form: Choice(['once', 'standing'], {
      description: 'once＝一度、standing＝期間中くり返し（1年まで。異動すると効かない）',
    }),
    leaving: Type.Optional(
      Choice(['freely', 'by-permission'], {
        description:
          '持込みのとき。freely＝持ち出しも同じ申請で認める、by-permission＝持ち出しは別に申請する',
      }),
    ),
    stays: Type.Optional(Type.Boolean({ description: '持込みのとき。持ち込んだ人が退出しても残してよい' })),
    leavesFor: Type.Optional(
      Choice(leavingReasonNames, {
        description: '持ち出しのとき。use＝使用、repair＝修理、lease-end＝リースの終了、disposal＝廃棄',
      }),
    ),
    returns: Type.Optional(Type.Boolean({ description: '持ち出しのとき。戻る（戻る時の持込みも認める）' })),
  },
  { ...strict, title: 'ItemTerms' },
);

export type ItemTerms = Static<typeof ItemTerms>;

const KeptItemTerms = Type.Object(
  {
    ...ItemTerms.properties,
    /** Of a standing pass: in which unit each holder was when it was applied for. */
    holders: Type.Optional(Type.Array(Type.Object({ person: Uuid, unit: Nullable(Uuid) }, strict))),
  },
  strict,
);

/** What is kept of an application: what was applied for, and of a standing pass where its holders were. */
export type KeptItemTerms = Static<typeof KeptItemTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parseItemTerms(terms: object): KeptItemTerms | undefined {
  return Check(KeptItemTerms, terms) ? terms : undefined;
}
