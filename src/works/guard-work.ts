import type { KindGuards } from '../permits/using/permit-guards.ts';
import { findOpenOccurrence } from './occurrences/occurrence-rows.ts';

/** A work begins by the act that counts its workers in, and is closed once they are counted out. */
export const guardWork: KindGuards = {
  start: async () => ({
    code: 'conflict',
    detail: '作業は、立会者と人数を示して開始してください（works の begin）。',
  }),
  close: async (tx, { siteId, permitId }) =>
    (await findOpenOccurrence(tx, siteId, permitId)) === undefined
      ? undefined
      : {
          code: 'conflict',
          detail: '作業員が出たことをまだ数えていません。作業を終えてから閉じてください。',
        },
};
