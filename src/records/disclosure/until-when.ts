import { dayMs } from '../../kernel/day-ms.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import type { Cutoffs } from '../../retention/rules/cutoffs.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import type { Keeping } from './tables/holding.ts';

/**
 * Until when what is held is kept, in words. Of a class it is the longest that any organisation keeps it, so it is erased by then at
 * the latest, on a day of this time zone; what is extended for a case is told beside.
 */
export function untilWhen(
  cutoffs: Readonly<Record<RecordClass, Cutoffs>>,
  now: Date,
  timeZone: string,
): (keeping: Keeping, at: Date | null) => string {
  return (keeping, at) => {
    if (keeping === 'ids') return '期限なし（記録として残す。言葉で書いたものは保存期間まで）';
    if (keeping === 'in-use') return '使い終わるまで';
    const { ofAll } = cutoffs[keeping];
    if (ofAll === undefined) return '保存期間が決まっていない';
    const days = Math.round((now.getTime() - ofAll.getTime()) / dayMs);
    if (at === null) return `登録が終わってから${days}日`;
    return `遅くとも${dayAt(new Date(at.getTime() + days * dayMs), timeZone)}`;
  };
}
