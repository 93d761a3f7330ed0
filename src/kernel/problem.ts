/**
 * Every problem this service answers with (RFC 9457): code → status and Japanese title.
 * `docs/problems.md` lists the same set; a test compares both ways.
 */
export const problems = {
  'bad-request': { status: 400, title: 'リクエストの形式が正しくありません' },
  'invalid-cursor': { status: 400, title: 'カーソルが正しくありません' },
  unauthenticated: { status: 401, title: '主体認証が必要です' },
  'password-change-required': { status: 403, title: 'パスワードを自分で決める必要があります' },
  'proof-required': { status: 403, title: '本人であることを、もう一度確かめてください' },
  'second-factor-required': { status: 403, title: '二つ目の要素を示す必要があります' },
  'elevation-required': { status: 403, title: '管理者権限への昇格が必要です' },
  'session-locked': { status: 409, title: '画面が施錠されています' },
  'shift-over': { status: 409, title: 'この端末の勤務の時間が過ぎています' },
  'self-approval': { status: 403, title: '本人による承認・確認はできません' },
  'card-taken': { status: 409, title: 'この識別カードはすでに登録されています' },
  forbidden: { status: 403, title: 'この操作の権限がありません' },
  'not-found': { status: 404, title: '見つかりません' },
  'method-not-allowed': { status: 405, title: 'このメソッドは使えません' },
  'request-timeout': { status: 408, title: 'リクエストが時間内に届きませんでした' },
  conflict: { status: 409, title: '現在の状態ではこの操作はできません' },
  'version-mismatch': { status: 412, title: 'ほかの変更が先に保存されています' },
  'version-required': { status: 428, title: 'If-Match が必要です' },
  'upgrade-required': { status: 426, title: 'WebSocket で接続してください' },
  'body-too-large': { status: 413, title: '本文が大きすぎます' },
  'unsupported-media-type': { status: 415, title: 'この Content-Type は受け付けられません' },
  'idempotency-twin-running': { status: 409, title: '同じ Idempotency-Key の処理が進行中です' },
  'idempotency-key-reused': { status: 422, title: '同じ Idempotency-Key が別の内容で使われています' },
  'idempotency-answer-erased': { status: 409, title: '済んだ処理の答えは消去しました' },
  'plan-refused': { status: 422, title: '庁舎の図面に認められない点があります' },
  'zone-occupied': { status: 409, title: '在室者のいる区域は理由なしに閉じられません' },
  'announcement-closed': { status: 409, title: 'この訪問の予約は締め切られています' },
  unprocessable: { status: 422, title: '内容に誤りがあります' },
  'too-many-requests': { status: 429, title: 'リクエストが多すぎます' },
  'headers-too-large': { status: 431, title: 'リクエストの見出しが大きすぎます' },
  fault: { status: 500, title: '処理できませんでした' },
  'database-unavailable': { status: 503, title: '記録できないため処理できません' },
  'program-outdated': { status: 503, title: 'この版のプログラムでは処理できません' },
  'factor-unreadable': { status: 503, title: '二つ目の要素を読み取れません' },
  'provider-away': { status: 503, title: 'シングルサインオンの提供元が答えません' },
  overloaded: { status: 503, title: '混み合っているため処理できません' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problems;

/** One fault of an input: where (JSON Pointer into the body; `/query/…`, `/path/…`, `/header/…` of what is beside it) and what is wrong. */
export type FieldError = { readonly at: string; readonly message: string };

/** More faults than this help nobody, and would make a long answer of a short request. */
export const mostErrors = 20;

/** Answered to whoever asks for what others may, or what is theirs on a condition: the words say who, and which. */
export type NotYours =
  | 'forbidden'
  | 'self-approval'
  | 'proof-required'
  | 'password-change-required'
  | 'second-factor-required'
  | 'elevation-required';

/** An expected "no" of a use case. */
export type Refusal = { readonly errors?: readonly FieldError[] } & (
  | { readonly code: NotYours; readonly detail: string }
  | { readonly code: Exclude<ProblemCode, NotYours>; readonly detail?: string }
);
