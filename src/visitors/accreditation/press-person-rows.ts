import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { AccreditationState } from './accreditation-lifecycle.ts';
import { pressPersons } from './tables.ts';

export type PressPersonRow = typeof pressPersons.$inferSelect;

/** By which persons of the press are found. */
export const pressNames = { search: pressPersons.namesSearch, older: pressPersons.nameKeys };

/** Locks persons of the press, ascending: `update` for a step of their own, `share` for an act that rests on them. Their organisations are locked before. */
export function lockPersons(
  { db }: Tx,
  siteId: string,
  personIds: readonly string[],
  strength: 'update' | 'share',
): Promise<readonly PressPersonRow[]> {
  return db
    .select()
    .from(pressPersons)
    .where(areThese(siteId, personIds))
    .orderBy(asc(pressPersons.pressPersonId))
    .for(strength);
}

/** Changes persons in the same way; the caller holds their locks. */
export async function savePersons(
  { db }: Tx,
  siteId: string,
  personIds: readonly string[],
  change: Partial<PressPersonRow>,
): Promise<void> {
  await db.update(pressPersons).set(change).where(areThese(siteId, personIds));
}

/** Everybody of an organisation who ever was in the register. */
export function loadPersonsOf(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  organisationId: string,
): Promise<readonly PressPersonRow[]> {
  return db.select().from(pressPersons).where(areOf(siteId, organisationId));
}

/** The persons of an organisation, in the order in which they were entered. */
export async function listPersons(
  db: Database,
  siteId: string,
  organisationId: string,
  {
    limit,
    after,
    states,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly states: readonly AccreditationState[];
  },
): Promise<Page<PressPersonRow>> {
  const rows = await db
    .select()
    .from(pressPersons)
    .where(
      and(
        areOf(siteId, organisationId),
        inArray(pressPersons.state, [...states]),
        after === undefined ? undefined : gt(pressPersons.pressPersonId, after),
      ),
    )
    .orderBy(asc(pressPersons.pressPersonId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.pressPersonId);
}

function areThese(siteId: string, personIds: readonly string[]) {
  return and(eq(pressPersons.siteId, siteId), inArray(pressPersons.pressPersonId, [...personIds]));
}

function areOf(siteId: string, organisationId: string) {
  return and(eq(pressPersons.siteId, siteId), eq(pressPersons.pressOrganisationId, organisationId));
}
