import { isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { organisations, sites } from '../../zones/sites/tables.ts';
import { erasables } from '../erasable/erasables.ts';
import { everyOrganisation } from '../rules/cutoffs.ts';
import type { EarlyErasure, EarlyLine } from './early-erasure.ts';
import type { EarlyPart } from './early-part.ts';
import { faultsOfThoseThere } from './faults-of-those-there.ts';
import { loadEarly } from './load-early.ts';

/** What an early erasure would erase; refused where it names somebody whose name is not there to be erased, or is needed yet. */
export async function weighEarly(
  client: Parameters<typeof loadEarly>[0],
  db: Database,
  erasure: EarlyErasure,
  now: Date,
): Promise<Result<readonly EarlyPart[], Refusal>> {
  const { site, persons } = erasure;
  const units = await db
    .selectDistinct({ id: organisations.organisationId })
    .from(organisations)
    .where(isNull(organisations.untilSeq));
  const houses = await db.select({ id: sites.siteId }).from(sites);
  const log = site ?? ministryLogId;
  const known = { organisations: units.map(({ id }) => id), sites: houses.map(({ id }) => id) };
  const early = await loadEarly(client, log, persons, known, now);
  const named = new Set(early.flatMap(({ due }) => due.flatMap(({ id }) => id ?? [])));
  const errors = [
    ...persons.flatMap((id, nth) => (named.has(id) ? [] : [{ at: `/persons/${nth}`, message: notErasable }])),
    ...(await faultsOfThoseThere(client, db, erasure, now)),
  ];
  return errors.length > 0 ? refuse({ code: 'unprocessable', errors }) : ok(early);
}

const notErasable =
  'この人の氏名は消去できません（登録がない、在籍している、すでに消去した、又は保存を延長している）';

/** What goes, in lines. */
export function linesOf(early: readonly EarlyPart[]): readonly EarlyLine[] {
  return early.flatMap(({ what, due, stay }) => {
    const { recordClass, says } = erasables[what];
    const own = groupBy(due, ({ organisation }) => organisation);
    // What stays is nobody's own: an organisation is told of names alone.
    const lines = own.size === 0 ? [[everyOrganisation, []] as const] : [...own];
    return lines.map(([organisation, some]) => ({
      ...{ what, recordClass, says, organisation, stay },
      count: some.reduce((sum, { records }) => sum + records, 0),
    }));
  });
}
