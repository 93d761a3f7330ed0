import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { RecordsSeen } from '../../../authority/records-seen.ts';
import { databaseOf, type Pool } from '../../../db/pool.ts';
import { type Page, pageOf } from '../../../kernel/page.ts';
import { loadUnitsOf } from '../../../people/registry/load-units-of.ts';
import { permitStatesInForce } from '../../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../../permits/registry/tables.ts';
import type { FindPlaces } from '../../../permits/using/find-places.ts';
import { findZones } from '../../../zones/plan/find-zones.ts';
import { parseItemTerms } from '../applying/item-terms.ts';
import { isToReturn } from '../checking/item-permit.ts';
import { type FindingKind, findingKinds } from '../registry/finding-kinds.ts';
import { loadOpenFindings } from '../registry/finding-rows.ts';
import { findItems } from '../registry/item-rows.ts';
import { loadCarriedInside } from '../registry/list-items.ts';

/** What else somebody sees to: what the dates and places say, until they say otherwise. */
const conditions = {
  'left-behind': '持ち込んだ人が退出したのに中にある物品',
  'pass-to-return': '異動のため返納する継続の許可',
} as const;

export type ItemTaskKind = FindingKind | keyof typeof conditions;

/** Something about items that somebody sees to. None of it is an alarm, and none of it holds anybody up. */
export type ItemTask = {
  readonly is: ItemTaskKind;
  readonly says: string;
  readonly since: Date;
  /** Who carried it, or holds the pass. */
  readonly person: string;
  readonly item: string | null;
  /** What it is, in words. */
  readonly words: string | null;
  readonly quantity: number | null;
  readonly zone: string | null;
  readonly finding: string | null;
  readonly permit: string | null;
};

export type ItemTaskQuery = { readonly limit: number; readonly after?: string | undefined };

/**
 * A page of the tasks about items of a site, of those that are `seen`: what looks have found, then what was left, then passes to return, each in
 * the order of registration. A task that is done between two pages moves no other.
 */
export async function listItemTasks(
  pool: Pool,
  findPlaces: FindPlaces,
  siteId: string,
  { limit, after = '' }: ItemTaskQuery,
  seen: RecordsSeen,
): Promise<Page<ItemTask>> {
  const tasks = [
    ...(await listFindings(pool, siteId)),
    ...(await listLeftBehind(pool, findPlaces, siteId)),
    ...(await listPassesToReturn(pool, siteId)),
  ];
  const listed = tasks
    .filter(
      ({ person, zone }) =>
        seen === 'all' || person === seen.person || (zone !== null && seen.zones.includes(zone)),
    )
    .map((task) => ({ task, place: placeOf(task) }))
    .filter(({ place }) => place > after)
    .toSorted((one, other) => (one.place < other.place ? -1 : 1));
  const { items, next } = pageOf(listed, limit, ({ place }) => place);
  return { items: items.map(({ task }) => task), next };
}

/** Where a task stands in the list: no two stand at one place. */
function placeOf({ is, finding, item, permit, person }: ItemTask): string {
  if (finding !== null) return `0.${finding}`;
  return is === 'left-behind' ? `1.${item}` : `2.${permit}.${person}`;
}

async function listFindings(pool: Pool, siteId: string): Promise<readonly ItemTask[]> {
  const db = databaseOf(pool);
  const found = await loadOpenFindings(db, siteId);
  const items = await findItems(
    db,
    siteId,
    found.flatMap(({ itemId }) => itemId ?? []),
  );
  return found.map(({ kind, findingId, itemId, words, quantity, carrierId, zoneId, foundAt }) => ({
    is: kind,
    says: findingKinds[kind].says,
    since: foundAt,
    person: carrierId,
    item: itemId,
    words: [items.get(itemId ?? '')?.item, words].filter(isSaid).join('：') || null,
    quantity,
    zone: zoneId,
    finding: findingId,
    permit: null,
  }));
}

function isSaid(words: string | null | undefined): words is string {
  return words !== null && words !== undefined;
}

/** Whoever is not on record as outside may still be beside it. */
async function listLeftBehind(
  pool: Pool,
  findPlaces: FindPlaces,
  siteId: string,
): Promise<readonly ItemTask[]> {
  const db = databaseOf(pool);
  const inside = await loadCarriedInside(db, siteId);
  const carriers = [...new Set(inside.flatMap(({ carriedBy }) => carriedBy ?? []))];
  const places = await findPlaces(pool, siteId, carriers);
  const zones = await findZones(db, siteId, [...new Set(places.values())]);
  return inside.flatMap(({ itemId, item, present, carriedBy, zoneId, permitId, since }) =>
    carriedBy === null || zones.get(places.get(carriedBy) ?? '')?.class !== 0
      ? []
      : [
          {
            is: 'left-behind' as const,
            says: conditions['left-behind'],
            since,
            person: carriedBy,
            item: itemId,
            words: item,
            quantity: present,
            zone: zoneId,
            finding: null,
            permit: permitId,
          },
        ],
  );
}

async function listPassesToReturn(pool: Pool, siteId: string): Promise<readonly ItemTask[]> {
  const db = databaseOf(pool);
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'system-item'),
        isNull(permits.untilSeq),
        inArray(permits.state, [...permitStatesInForce]),
        sql`${permits.terms} ->> 'form' = 'standing'`,
      ),
    )
    .orderBy(asc(permits.permitId));
  const units = await loadUnitsOf(
    db,
    rows.flatMap(({ concernedIds }) => concernedIds),
  );
  return rows.flatMap(({ permitId, concernedIds, terms, validFrom }) => {
    const said = parseItemTerms(terms);
    if (said === undefined) return [];
    return concernedIds
      .filter((person) => isToReturn({ terms: said }, person, units.get(person)))
      .map((person) => ({
        is: 'pass-to-return' as const,
        says: conditions['pass-to-return'],
        since: validFrom,
        person,
        item: null,
        words: null,
        quantity: null,
        zone: null,
        finding: null,
        permit: permitId,
      }));
  });
}
