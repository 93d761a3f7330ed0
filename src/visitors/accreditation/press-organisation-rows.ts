import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { isNamed } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import type { NameKeys } from '../../kernel/names/name-keys.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { AccreditationState } from './accreditation-lifecycle.ts';
import { pressOrganisations } from './tables.ts';

export type PressOrganisationRow = typeof pressOrganisations.$inferSelect;

/** By which an organisation is found. */
export const organisationNames = {
  search: pressOrganisations.nameSearch,
  older: pressOrganisations.nameKey,
};

/** Locks an organisation of the press for a step of its own: whoever registers somebody of it waits, and finds it as it then is. */
export async function lockOrganisation(
  { db }: Tx,
  siteId: string,
  organisationId: string,
): Promise<PressOrganisationRow | undefined> {
  const [row] = await db.select().from(pressOrganisations).where(isOne(siteId, organisationId)).for('update');
  return row;
}

/** Holds organisations as they are, ascending, for an act that rests on them. Locked before persons, visits and the head. */
export function holdOrganisations(
  { db }: Tx,
  siteId: string,
  organisationIds: readonly string[],
): Promise<readonly PressOrganisationRow[]> {
  return db
    .select()
    .from(pressOrganisations)
    .where(
      and(
        eq(pressOrganisations.siteId, siteId),
        inArray(pressOrganisations.pressOrganisationId, [...organisationIds]),
      ),
    )
    .orderBy(asc(pressOrganisations.pressOrganisationId))
    .for('share');
}

/** Changes an organisation; the caller holds its lock. */
export async function saveOrganisation(
  { db }: Tx,
  { siteId, pressOrganisationId }: PressOrganisationRow,
  change: Partial<PressOrganisationRow>,
): Promise<void> {
  await db.update(pressOrganisations).set(change).where(isOne(siteId, pressOrganisationId));
}

/** Whether an organisation of that name is in the register, proposed or accredited, and not run out. */
export async function isRegistered({ db }: Tx, siteId: string, name: NameKeys, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: pressOrganisations.pressOrganisationId })
    .from(pressOrganisations)
    .where(
      and(
        eq(pressOrganisations.siteId, siteId),
        isNamed(organisationNames, [name]),
        ne(pressOrganisations.state, 'ended'),
        gt(pressOrganisations.validUntil, now),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The register of a site, in the order in which it was entered. */
export async function listOrganisations(
  db: Database,
  siteId: string,
  {
    limit,
    after,
    states,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly states: readonly AccreditationState[];
  },
): Promise<Page<PressOrganisationRow>> {
  const rows = await db
    .select()
    .from(pressOrganisations)
    .where(
      and(
        eq(pressOrganisations.siteId, siteId),
        inArray(pressOrganisations.state, [...states]),
        after === undefined ? undefined : gt(pressOrganisations.pressOrganisationId, after),
      ),
    )
    .orderBy(asc(pressOrganisations.pressOrganisationId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.pressOrganisationId);
}

function isOne(siteId: string, organisationId: string) {
  return and(
    eq(pressOrganisations.siteId, siteId),
    eq(pressOrganisations.pressOrganisationId, organisationId),
  );
}
