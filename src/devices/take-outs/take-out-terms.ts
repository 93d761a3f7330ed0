import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import { Choice, Code, strict, Words } from '../../api/schemas.ts';
import { Given } from '../../permits/deciding/given-as.ts';

/** 情報の格付け: how far information is protected (機密性, 完全性, 可用性). */
export type Grade = {
  readonly confidentiality: 1 | 2 | 3;
  readonly integrity: 1 | 2;
  readonly availability: 1 | 2;
};

/** What information is in while it is outside. */
const media = ['paper', 'terminal', 'storage', 'remote'] as const;

/** What an application to process information outside, or to take a system there, says besides who and when. */
export const TakeOutTerms = Type.Object(
  {
    grade: Type.Object(
      {
        confidentiality: Type.Unsafe<Grade['confidentiality']>(Type.Integer({ minimum: 1, maximum: 3 })),
        integrity: Type.Unsafe<Grade['integrity']>(Type.Integer({ minimum: 1, maximum: 2 })),
        availability: Type.Unsafe<Grade['availability']>(Type.Integer({ minimum: 1, maximum: 2 })),
      },
      { ...strict, description: '情報の格付け（機密性1–3、完全性1–2、可用性1–2）のうち最も高いもの' },
    ),
    information: Words,
    minimum: Words,
    place: Words,
    media: Type.Array(Choice(media), { minItems: 1, maxItems: media.length, uniqueItems: true }),
    systems: Type.Optional(
      Type.Array(
        Type.Object({ code: Type.Optional(Code), words: Words }, { ...strict, title: 'SystemTakenOut' }),
        {
          minItems: 1,
          maxItems: 50,
          description: '持ち出す情報システム（管理番号と品名）。なければ情報だけ',
        },
      ),
    ),
    lentFrom: Type.Optional(
      Type.Object(
        { book: Code, number: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) },
        {
          ...strict,
          title: 'LentFrom',
          description:
            '貸出簿の符号と、その中の番号（book-loans）。貸出簿によると定められていれば許可・届出は要らない',
        },
      ),
    ),
    outsideNetwork: Type.Boolean({
      description: '省外通信回線に接続する。戻った端末を省内通信回線に接続するには別に許可が要る',
    }),
  },
  {
    ...strict,
    title: 'TakeOutTerms',
    description:
      'information は何の情報か、minimum はなぜそれが業務の遂行に必要最小限か、place は区域外のどこか。個人の名前は書かない',
  },
);

export type TakeOutTerms = Static<typeof TakeOutTerms>;

/** 安全管理措置 that were taken before what came back is connected: each is answered. */
export const ReentryChecks = Type.Object(
  {
    antivirus: Type.Boolean({ description: 'アンチウイルス対策を実施した' }),
    patches: Type.Boolean({ description: 'セキュリティパッチを適用した' }),
  },
  { ...strict, title: 'ReentryChecks' },
);

export type ReentryChecks = Static<typeof ReentryChecks>;

const Reentry = Type.Object({ lan: Code, checks: ReentryChecks, ...Given }, strict);

const KeptTakeOutTerms = Type.Object({
  ...TakeOutTerms.properties,
  reentries: Type.Optional(Type.Array(Reentry)),
});

/** What is kept of a take-out: what was applied for, and to which networks what came back may be connected. */
export type KeptTakeOutTerms = Static<typeof KeptTakeOutTerms>;

/** Reads the terms of a stored permit; undefined for what this program did not write. */
export function parseTakeOutTerms(terms: object): KeptTakeOutTerms | undefined {
  return Check(KeptTakeOutTerms, terms) ? terms : undefined;
}
