import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Described, End, Instant, strict, Uuid, Words } from '../../api/schemas.ts';
import { ConditionAnswer } from '../conditions/condition-answer.ts';
import { ConditionsSeen } from '../conditions/conditions-seen.ts';

/** What pictures or sound are taken with. */
const devices = ['camera', 'video', 'phone', 'sound-recorder', 'dash-camera', 'drone'] as const;

/** What is taken: the parts of rows 14 and 15. */
export const recordedParts = ['image', 'sound'] as const;

export type RecordedPart = (typeof recordedParts)[number];

/** What whoever takes pictures wears, lent by the desk (腕章・記章). */
export const tokenSorts = { armband: '腕章', badge: '記章' } as const;

export type TokenSort = keyof typeof tokenSorts;

/** The same as a list. */
export const tokenSortNames = Object.keys(tokenSorts).filter((word): word is TokenSort => word in tokenSorts);

/** What an application for photography says besides where, when and who. */
export const PhotographyTerms = Type.Object(
  {
    parts: Type.Array(Choice(recordedParts), { minItems: 1, maxItems: 2, uniqueItems: true }),
    devices: Type.Array(Choice(devices), { minItems: 1, maxItems: 10, uniqueItems: true }),
    deviceWords: Type.Optional(Words),
    responsible: Described(Uuid, '責任者（行政事務従事者）。その区域にいることが始める条件'),
    windows: Type.Optional(
      Type.Array(Type.Object({ from: Instant, until: End }, strict), {
        minItems: 1,
        maxItems: 50,
        description: '期間のうち撮影できる時間（「開会前に限る」など）。なければ期間のすべて',
      }),
    ),
    tokens: Type.Optional(
      Type.Array(
        Type.Object(
          { sort: Choice(tokenSortNames), count: Type.Integer({ minimum: 1, maximum: 200 }) },
          { ...strict, title: 'TokensWorn' },
        ),
        { minItems: 1, maxItems: 2, description: '着用する腕章・記章の数。貸し出されていることが始める条件' },
      ),
    ),
    reviewed: Type.Optional(Type.Boolean({ description: '撮ったものを出る前に確かめる' })),
  },
  { ...strict, title: 'PhotographyTerms' },
);

export type PhotographyTerms = Static<typeof PhotographyTerms>;

/** The terms as they are kept, with what was answered of its conditions, and what the desk saw of them last. */
const KeptPhotographyTerms = Type.Object(
  {
    ...PhotographyTerms.properties,
    answers: Type.Optional(Type.Array(ConditionAnswer)),
    seen: Type.Optional(ConditionsSeen),
  },
  strict,
);

export type KeptPhotographyTerms = Static<typeof KeptPhotographyTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parsePhotographyTerms(terms: object): KeptPhotographyTerms | undefined {
  return Check(KeptPhotographyTerms, terms) ? terms : undefined;
}
