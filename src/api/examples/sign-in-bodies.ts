import { type BodyExamples, exampleIds } from './example-ids.ts';

/** People sign in, and are given login ids. */
export const signInBodies = {
  'POST /sign-in': {
    loginId: 'yamada.h',
    password: 'k3v9m-2tq7x-8w4ph-c6znd',
    newPassword: '朝の 電車で いつも 読む 三冊め',
    notice: 0,
  },
  'POST /sign-out': {},
  'POST /sign-in/notices': {
    words: '業務のためにだけ、本人の識別コードで使ってください。利用は記録されます。',
  },
  'POST /own/sessions/:session/end': {},
  'POST /own/prove': { by: 'password', secret: '朝の 電車で いつも 読む 三冊め' },
  'POST /own/password': { current: '朝の 電車で いつも 読む 三冊め', next: '夜の 港で 遠くに 聞いた 古い歌' },
  'POST /sign-in-accounts': { loginId: 'yamada.h', person: exampleIds.staff },
  'POST /sign-in-accounts/:account/reissue': { reason: 'パスワードを忘れたため' },
  'POST /sign-in-accounts/:account/end': { reason: '退職のため' },
} as const satisfies BodyExamples;
