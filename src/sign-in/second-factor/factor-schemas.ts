import { Type } from 'typebox';
import { Choice, End, instantText } from '../../api/schemas.ts';
import type { SecondFactorAsked as Asked } from './ask-for-factor.ts';
import { secondFactors } from './second-factors.ts';

/** A code as somebody types it: of an app, or a recovery code. */
export const TypedCode = Type.String({ minLength: 1, maxLength: 64 });

export const EnrolmentBegun = Type.Object(
  {
    secret: Type.String({ description: '認証アプリに入れる秘密（base32）。一度だけ示す' }),
    uri: Type.String({ description: '同じものの otpauth: URI。二次元コードで読ませる' }),
    expiresAt: End,
  },
  { title: 'EnrolmentBegun' },
);

export const RecoveryCodes = Type.Object(
  { recoveryCodes: Type.Array(Type.String(), { description: '一度だけ示す。紙に控える' }) },
  { title: 'RecoveryCodes' },
);

export const SecondFactorAsked = Type.Object(
  {
    challenge: Type.String({ description: '`/sign-in/second-factor` に添える。ほかに渡さない' }),
    expiresAt: End,
    factors: Type.Array(Choice(secondFactors), {
      description: '示せるもの。空なら、`/sign-in/enrolment` で先に登録する',
    }),
  },
  { title: 'SecondFactorAsked' },
);

export function askedTold({ challenge, expiresAt, factors }: Asked) {
  return { challenge, expiresAt: instantText(expiresAt), factors: [...factors] };
}
