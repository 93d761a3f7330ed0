import { Type } from 'typebox';
import { End } from '../../api/schemas.ts';

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
