import { Refused } from '../../kernel/refused.ts';

/** Why a seed does not open: its key is not there, or somebody has changed or moved its row. */
export type WhyUnreadable = 'key-missing' | 'changed';

/** A seed does not open: whoever shows a code of it is told so, and not that the code is wrong. */
export class UnreadableSeed extends Refused {
  override readonly name = 'UnreadableSeed';
  readonly why: WhyUnreadable;

  constructor(why: WhyUnreadable) {
    super(`a seed does not open: ${why}`, { code: 'factor-unreadable', detail });
    this.why = why;
  }
}

const detail =
  '登録されている認証アプリの秘密を読み取れません。回復コード又はパスキーを使い、権限管理を行う者に知らせてください。';
