import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { findNotice } from './find-notice.ts';

/** Why nobody signs in who was told this version of the notice: it is another by now. */
export async function findNoticeRefusal(db: Database, told: number): Promise<Refusal | undefined> {
  return (await findNotice(db)).version === told ? undefined : noticeChanged;
}

const noticeChanged: Refusal = {
  code: 'conflict',
  detail: '利用上の注意が変わりました。今のものを読んでから、もう一度行ってください。',
};
