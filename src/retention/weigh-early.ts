import { isNull } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { groupBy } from '../kernel/group-by.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisations } from '../zones/sites/tables.ts';
import type { EarlyErasure, EarlyLine } from './early-erasure.ts';
import { erasables } from './erasables.ts';
import { type EarlyDue, loadEarly } from './load-early.ts';

/** What an early erasure would erase; refused where it names somebody whose name is not there to be erased. */
export async function weighEarly(
  client: Parameters<typeof loadEarly>[0],
  db: Database,
  { site, persons }: EarlyErasure,
  now: Date,
): Promise<Result<EarlyDue, Refusal>> {
  const units = await db
    .selectDistinct({ id: organisations.organisationId })
    .from(organisations)
    .where(isNull(organisations.untilSeq));
  const log = site ?? ministryLogId;
  const early = await loadEarly(
    client,
    log,
    persons,
    units.map(({ id }) => id),
    now,
  );
  const named = new Set(early.flatMap(({ due }) => due.flatMap(({ id }) => id ?? [])));
  const errors = persons.flatMap((id, nth) =>
    named.has(id) ? [] : [{ at: `/persons/${nth}`, message: notErasable }],
  );
  return errors.length > 0 ? refuse({ code: 'unprocessable', errors }) : ok(early);
}

const notErasable =
  'この人の氏名は消去できません（登録がない、在籍している、すでに消去した、又は保存を延長している）';

/** What goes, in lines. */
export function linesOf(early: EarlyDue): readonly EarlyLine[] {
  return early.flatMap(({ what, due }) =>
    [...groupBy(due, ({ organisation }) => organisation)].map(([organisation, own]) => ({
      what,
      recordClass: erasables[what].recordClass,
      says: erasables[what].says,
      organisation,
      count: own.reduce((sum, { records }) => sum + records, 0),
    })),
  );
}
