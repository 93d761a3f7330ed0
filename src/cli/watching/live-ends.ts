import type { Words } from '../../kernel/words.ts';

/** Why a stream ended, and whether coming back by the cursor is of no use. */
export type LiveEnd = { readonly isFinal: boolean; readonly says: Words };

/** By close code: every one that the service gives. */
export const liveEnds: ReadonlyMap<number, LiveEnd> = new Map<number, LiveEnd>([
  [1001, { isFinal: false, says: { ja: 'サービスの停止', en: 'the service stops' } }],
  [1006, { isFinal: false, says: { ja: '回線の切断', en: 'the line broke' } }],
  [1013, { isFinal: false, says: { ja: '権限を確かめられない', en: 'rights cannot be confirmed for now' } }],
  [
    4000,
    {
      isFinal: true,
      says: {
        ja: '要求の形式が正しくありません。--after を確かめてください',
        en: 'the request is not well formed: check --after',
      },
    },
  ],
  [
    4001,
    {
      isFinal: true,
      says: {
        ja: '主体認証が必要です。有効なトークンで始めてください',
        en: 'the token is not, or no longer, valid: start with one that is',
      },
    },
  ],
  [
    4003,
    {
      isFinal: true,
      says: { ja: 'この流れを見る権限がありません', en: 'this token has no right to watch here' },
    },
  ],
  [
    4005,
    {
      isFinal: true,
      says: { ja: '画面が施錠されています', en: 'the screen of this session is locked' },
    },
  ],
  [4008, { isFinal: false, says: { ja: '読取りの停滞', en: 'nothing was read for 30 s' } }],
  [
    4009,
    {
      isFinal: true,
      says: {
        ja: '--after が古すぎます。記録の一覧（/events）で読んでから、--after なしで始めてください',
        en: '--after is too old: read the list of entries (/events), then start without --after',
      },
    },
  ],
  [
    4010,
    {
      isFinal: true,
      says: {
        ja: '--after が記録の先端より先です',
        en: '--after lies beyond the end of the record',
      },
    },
  ],
  [
    4011,
    {
      isFinal: true,
      says: {
        ja: '記録の世代が変わりました。--after なしで始めてください',
        en: 'the record has begun a new epoch: start without --after',
      },
    },
  ],
  [
    4012,
    { isFinal: false, says: { ja: 'つないだサービスの版が古い', en: 'that instance runs an older release' } },
  ],
]);
