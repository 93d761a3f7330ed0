import { Type } from 'typebox';
import type { SignInConnection } from '../../api/edge/set-sign-in-warning.ts';
import { End, Instant, instantText, Nullable, Uuid } from '../../api/schemas.ts';
import type { SignedIn } from './enter-account.ts';
import { notSharedWords } from './not-shared-words.ts';

/** What whoever signed in is told, however they did; their session goes in its cookie. */
export const SignedInAnswer = Type.Object(
  {
    person: Uuid,
    loginId: Type.String(),
    expiresAt: End,
    idleUntil: End,
    shiftUntil: Nullable(End, {
      description: '端末の勤務の終わり。この時刻は含まない。その後は、読むことだけができる',
    }),
    previous: Nullable(
      Type.Object({ at: Instant, network: Type.String() }, { description: '前回のサインイン' }),
    ),
    failures: Type.Integer({ description: '前回から、断られたサインインの回数' }),
    received: Nullable(Type.Object({ at: Instant, says: Type.String() }), {
      description: '最初のサインイン。識別コードの受領として記録した',
    }),
    passwordDue: Nullable(Type.Object({ expiresAt: End, withinDays: Type.Integer(), says: Type.String() }), {
      description: 'パスワードの期限が近い（14日、7日、1日のうち）',
    }),
    factorsRemovedAt: Nullable(Instant, {
      description: '前回から、ほかの人が二つ目の要素を外したなら、その時刻。覚えがなければ届け出る',
    }),
    passwordResetAt: Nullable(Instant, {
      description: '前回から、パスワードが回復コードで決め直されたなら、その時刻。覚えがなければ届け出る',
    }),
    recoveryCodes: Nullable(Type.Array(Type.String()), {
      description: '二つ目の要素を登録したなら、回復コード。一度だけ示す',
    }),
    encrypted: Type.Boolean({ description: '偽なら、この接続は暗号化されていない' }),
    warning: Nullable(Type.String()),
  },
  { title: 'SignedIn' },
);

/** The same of somebody who came over this connection to this office. */
export function signedInTold(
  {
    personId,
    loginId,
    previous,
    failures,
    receivedAt,
    passwordAge,
    factorsRemovedAt,
    passwordResetAt,
    recoveryCodes,
    expiresAt,
    idleUntil,
    shiftUntil,
  }: SignedIn,
  { overTls, signInWarning }: SignInConnection,
) {
  return {
    person: personId,
    loginId,
    expiresAt: instantText(expiresAt),
    idleUntil: instantText(idleUntil),
    shiftUntil: shiftUntil && instantText(shiftUntil),
    previous: previous && { at: instantText(previous.at), network: previous.network },
    failures,
    received: receivedAt && { at: instantText(receivedAt), says: receivedWords },
    passwordDue: dueTold(passwordAge),
    factorsRemovedAt: factorsRemovedAt && instantText(factorsRemovedAt),
    passwordResetAt: passwordResetAt && instantText(passwordResetAt),
    recoveryCodes: recoveryCodes && [...recoveryCodes],
    encrypted: overTls,
    warning: signInWarning,
  };
}

const receivedWords = `識別コードの受領を記録しました。${notSharedWords}ほかの人に使わせないでください。`;

function dueTold(age: SignedIn['passwordAge']) {
  if (age === undefined || age.within === null) return null;
  const says = `パスワードは${age.within}日のうちに変えてください。期限が過ぎると、変えるまでサインインできません。`;
  return { expiresAt: instantText(age.expiresAt), withinDays: age.within, says };
}
