import { databaseOf } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import { heads } from '../../log/tables.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type ErasableName, erasableNames, erasables } from '../erasable/erasables.ts';
import { loadCutoffs } from '../rules/load-cutoffs.ts';
import { loadDue } from './load-due.ts';

/** What an erasure would erase of one organisation in a log. */
export type DueLine = {
  readonly log: string;
  readonly recordClass: RecordClass;
  readonly what: ErasableName;
  readonly organisation: string;
  readonly count: number;
  readonly from: string;
  readonly to: string;
};

/** What is due now, by class, log and organisation; nothing is changed. */
export async function listDue({ pool, clock }: Pick<ActDeps, 'pool' | 'clock'>): Promise<readonly DueLine[]> {
  const db = databaseOf(pool);
  const now = clock.now();
  const cutoffs = await loadCutoffs(db, now);
  const lines: DueLine[] = [];
  for (const { siteId: log } of await db.select({ siteId: heads.siteId }).from(heads).orderBy(heads.siteId)) {
    for (const what of erasableNames) {
      const { recordClass } = erasables[what];
      const due = await loadDue(pool, what, log, cutoffs[recordClass], now);
      for (const [organisation, own] of groupBy(due, (one) => one.organisation)) {
        const days = own.map(({ at }) => at.toISOString().slice(0, 10)).toSorted();
        const count = own.reduce((sum, { records }) => sum + records, 0);
        lines.push({
          log,
          recordClass,
          what,
          organisation,
          count,
          from: days[0] ?? '',
          to: days.at(-1) ?? '',
        });
      }
    }
  }
  return lines;
}
