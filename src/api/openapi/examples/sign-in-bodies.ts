import { type BodyExamples, exampleIds, exampleTimes } from './example-ids.ts';

const credential = {
  id: 'aGFuYWtvLXNhbg',
  rawId: 'aGFuYWtvLXNhbg',
  type: 'public-key',
  clientExtensionResults: {},
} as const;
const signed = {
  ...credential,
  response: {
    clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0',
    authenticatorData: 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ',
    signature: 'MEUCIQDf3nQ2u8Jt',
  },
} as const;
const exampleChallenge = 'Zm9yLWV4YW1wbGUtb25seS1uby1jaGFsbGVuZ2Uhfn4';

/** People sign in, and are given login ids. */
export const signInBodies = {
  'POST /sign-in': {
    loginId: 'yamada.h',
    password: 'k3v9m-2tq7x-8w4ph-c6znd',
    newPassword: '朝の 電車で いつも 読む 三冊め',
    notice: 0,
  },
  'POST /sign-in/password-reset': {
    loginId: 'yamada.h',
    code: '081632',
    recoveryCode: '7qhx2-m9t4k-pdvz8',
    newPassword: '朝の 電車で いつも 読む 三冊め',
  },
  'POST /sign-in/enrolment': { challenge: exampleChallenge },
  'POST /sign-in/second-factor': { challenge: exampleChallenge, factor: 'totp', code: '081632' },
  'POST /sign-in/second-factor/passkey': { challenge: exampleChallenge, response: signed },
  'POST /own/totp': {},
  'POST /own/totp/confirm': { code: '081632' },
  'POST /own/totp/remove': {},
  'POST /own/recovery-codes': {},
  'POST /sign-out': {},
  'POST /sign-in/notices': {
    words: '業務のためにだけ、本人の識別コードで使ってください。利用は記録されます。',
  },
  'POST /own/sessions/:session/end': {},
  'POST /own/prove': { by: 'password', secret: '朝の 電車で いつも 読む 三冊め' },
  'POST /own/prove/passkey': { response: signed },
  'POST /own/elevation': { reason: '人事異動に伴う役割の変更のため' },
  'POST /access-settings/admin-networks': {
    networks: ['10.1.2.0/24', '2001:db8:7::/48'],
    reason: '権限管理を行う部屋の端末',
  },
  'POST /access-settings/password-rotation': { maxAgeDays: 90, history: 5, reason: '省の規程による' },
  'POST /access-settings/record-grade': {
    confidentiality: 2,
    limits: ['concerned-only'],
    reason: '来訪者の氏名を含むため',
  },
  'POST /access-settings/password-reset': {
    isAllowed: true,
    reason: '夜間に再発行を行う人がいないため',
  },
  'POST /access-settings/elevation': { minutes: 15, reason: '管理者権限を使うたびに理由を残すため' },
  'POST /access-settings/second-factor': {
    demanded: [{ role: 'host', isDemanded: true }],
    reason: '全員が端末を持つようになったため',
  },
  'POST /access-settings/travel-times': {
    between: [{ sites: [exampleIds.site, exampleIds.otherSite], minutes: 25 }],
    reason: '電車で乗換えなしに行ける最も短い時間',
  },
  'POST /considered-clauses/decisions': {
    clause: '2.2.1.6(1)(e)(ウ)',
    decision: 'not-adopted',
    reason: '扱う情報の格付から、試験・認証を受けた製品までは要らないため',
  },
  'POST /own/account-end': { endsAt: exampleTimes.yearEnd, reason: '異動により使わなくなるため' },
  'POST /own/password': { current: '朝の 電車で いつも 読む 三冊め', next: '夜の 港で 遠くに 聞いた 古い歌' },
  'POST /sign-in/passkey/options': {},
  'POST /sign-in/passkey': { response: signed, notice: 0 },
  'POST /sign-in/single-sign-on': { notice: 0, returnTo: '/sign-in' },
  'POST /own/provider-links': { returnTo: '/sign-in' },
  'POST /own/provider-links/:link/remove': {},
  'POST /own/passkeys/options': {},
  'POST /own/passkeys': {
    name: '机の鍵',
    response: {
      ...credential,
      response: {
        clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0',
        attestationObject: 'o2NmbXRkbm9uZQ',
      },
    },
  },
  'POST /own/passkeys/:passkey/rename': { name: '鞄の鍵' },
  'POST /own/passkeys/:passkey/remove': {},
  'POST /sign-in-applications': {
    loginId: 'yamada.h',
    person: exampleIds.staff,
    organisation: exampleIds.section,
    ground: 'appointment',
  },
  'POST /sign-in-applications/:application/approve': {},
  'POST /sign-in-applications/:application/reject': { reason: 'この業務には要らないため' },
  'POST /sign-in-applications/:application/withdraw': { reason: '着任が延びたため' },
  'POST /sign-in-accounts': { application: exampleIds.application },
  'POST /sign-in-accounts/:account/reissue': { reason: 'パスワードを忘れたため' },
  'POST /sign-in-accounts/:account/end': { reason: '退職のため' },
  'POST /account-deletions': { loginId: 'yamada.h', reason: '離任から5年が過ぎたため' },
  'POST /factor-removals': { loginId: 'yamada.h', reason: '電話機を失くしたため' },
  'POST /console': { code: 'sk_0123456789abcdef_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG' },
  'POST /console/sign-in': {
    card: { format: 'felica-idm', facility: '', number: '0123456789ABCDEF' },
    pin: '274918',
    notice: 0,
  },
  'POST /console/sealed-sign-in': {
    loginId: 'yamada.h',
    secret: '7QHX-2M9T-4KPD-VZ83-6WNB-RJ5E-0SGC-Y1AF-7QHX-2M9T-4KPD-VZ83-6WNG',
    reason: '認証の基盤が止まり、カードも手元にないため',
    notice: 0,
  },
  'POST /own/pin': { pin: '274918', password: '朝の 電車で いつも 読む 三冊め' },
  'POST /own/lock': {},
  'POST /sites/:site/consoles/:console/seal': { reason: '前のものが使われたため' },
  'POST /sites/:site/consoles': {
    name: '警備室1',
    place: '本館1階 警備室の入口側の机',
    shiftEnds: ['08:30', '20:30'],
    isKeptAtNight: true,
  },
  'POST /sites/:site/consoles/:console/shifts': {
    shiftEnds: ['09:00'],
    isKeptAtNight: true,
    reason: '交代を1日1回にするため',
  },
  'POST /sites/:site/consoles/:console/code': { reason: '端末を入れ替えたため' },
  'POST /sites/:site/consoles/:console/retire': { reason: '受付を閉じたため' },
} as const satisfies BodyExamples;
