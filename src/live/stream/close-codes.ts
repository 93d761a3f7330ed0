/** Why a stream ends; a console that keeps its cursor loses nothing by any of them. */
export const closeCodes = {
  stopping: { code: 1001, reason: 'サービスを停止します。少し待って再接続してください。' },
  'rights-unknown': { code: 1013, reason: '権限を確かめられません。少し待って再接続してください。' },
  'bad-request': { code: 4000, reason: '要求の形式が正しくありません。' },
  unauthenticated: { code: 4001, reason: '主体認証が必要です。認証し直してください。' },
  'rights-changed': { code: 4003, reason: 'この流れを見る権限がありません。' },
  'screen-locked': {
    code: 4005,
    reason: '画面が施錠されています。解いてから、カーソルから再接続してください。',
  },
  'no-progress': { code: 4008, reason: '30秒間読取りが進んでいません。カーソルから再接続してください。' },
  'too-old': { code: 4009, reason: '古すぎます。/events で読んでから再接続してください。' },
  'in-the-future': { code: 4010, reason: 'カーソルが記録の先端より先です。' },
  'epoch-changed': { code: 4011, reason: '記録の世代が変わりました。初めから読み直してください。' },
  'program-outdated': {
    code: 4012,
    reason: 'この版のプログラムは古くなりました。カーソルから再接続してください。',
  },
} as const;

export type CloseReason = keyof typeof closeCodes;
