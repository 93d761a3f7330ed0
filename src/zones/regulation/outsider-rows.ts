import type { RowId } from './row-ids.ts';

/** What is asked of an outsider before 立入り, in rows of 別表1 that come in pairs: one for 事前貸与者, one for 訪問者 (※2). */
export const outsiderRows = {
  identity: { standing: 't1r26', visit: 't1r27' },
  hostReview: { standing: 't1r30', visit: 't1r31' },
  zoneLimit: { standing: 't1r32', visit: 't1r33' },
  escort: { standing: 't1r34', visit: 't1r35' },
} as const satisfies Record<string, Readonly<Record<'standing' | 'visit', RowId>>>;
