import { isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import { organisations } from '../../zones/sites/tables.ts';
import { type Cutoffs, cutoffsOf, daysOf } from './cutoffs.ts';
import { retentionRules } from './tables.ts';

/** What is over at `now` by the rules as they stand. */
export async function loadCutoffs(db: Database, now: Date): Promise<Readonly<Record<RecordClass, Cutoffs>>> {
  const { rules, units } = await loadRules(db);
  return cutoffsOf(rules, units, now);
}

/** For how many days an organisation keeps the records of a class; undefined = for ever, because nobody decided. */
export async function loadDays(
  db: Database,
  recordClass: RecordClass,
  organisationId: string,
): Promise<number | undefined> {
  const { rules, units } = await loadRules(db);
  return daysOf(rules, units, recordClass, organisationId);
}

async function loadRules(db: Database) {
  const rules = await db.select().from(retentionRules).where(isNull(retentionRules.untilSeq));
  const units = await db
    .select({ organisationId: organisations.organisationId, parentId: organisations.parentId })
    .from(organisations)
    .where(isNull(organisations.untilSeq));
  return { rules, units };
}
