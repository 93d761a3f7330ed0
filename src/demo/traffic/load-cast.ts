import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import { standingPermissions } from '../../people/permissions/tables.ts';
import { cards, persons } from '../../people/registry/tables.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { sites } from '../../zones/sites/tables.ts';
import { demoReaders } from '../demo-doors.ts';
import { isDemoCard } from '../demo-people.ts';
import type { Walker } from './plan-day.ts';

/** The demo office with the people who can walk through it. */
export type Cast = {
  readonly siteId: string;
  readonly plan: SitePlan;
  readonly organisations: readonly string[];
  /** In the order of their card numbers. */
  readonly walkers: readonly Walker[];
  /** The card that gets lost every day: it belongs to none of the walkers. */
  readonly losable:
    | { readonly cardId: string; readonly card: Walker['card']; readonly active: boolean }
    | undefined;
};

/** Finds the demo office among the sites; undefined where there is none. Nothing is ever simulated anywhere else. */
export async function loadCast(pool: Pool): Promise<Cast | undefined> {
  const db = databaseOf(pool);
  for (const { siteId } of await db.select({ siteId: sites.siteId }).from(sites).orderBy(asc(sites.siteId))) {
    const { plan } = await loadPlan(pool, siteId);
    if (plan !== undefined && isDemoOffice(plan)) return castOf(db, siteId, plan);
  }
  return undefined;
}

function isDemoOffice({ readers, site }: SitePlan): boolean {
  const ids = new Set(readers.map(({ id }) => id));
  return site.name.startsWith('見本') && demoReaders().every(({ id }) => ids.has(id));
}

async function castOf(db: Database, siteId: string, plan: SitePlan): Promise<Cast> {
  const rows = await db
    .select({
      personId: persons.personId,
      kind: persons.kind,
      organisationId: persons.organisationId,
      cardId: cards.cardId,
      state: cards.state,
      format: cards.format,
      facility: cards.facility,
      number: cards.number,
    })
    .from(cards)
    .innerJoin(persons, and(eq(persons.personId, cards.personId), isNull(persons.untilSeq)))
    .where(and(isNull(cards.untilSeq), eq(persons.state, 'active')))
    .orderBy(asc(cards.number), asc(cards.cardId));
  const permitted = await db
    .select({ personId: standingPermissions.personId, zoneIds: standingPermissions.zoneIds })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        eq(standingPermissions.state, 'approved'),
        isNull(standingPermissions.untilSeq),
      ),
    );
  const zones = new Map<string, Set<string>>();
  for (const { personId, zoneIds } of permitted) {
    const own = zones.get(personId) ?? new Set<string>();
    for (const zone of zoneIds) own.add(zone);
    zones.set(personId, own);
  }
  // The same one every day, and never a card that somebody registered here to try.
  const cardsOfTheDemo = rows.filter((row) => row.kind === 'staff' && isDemoCard(row));
  const last = cardsOfTheDemo.find(({ state }) => state === 'lost') ?? cardsOfTheDemo.at(-1);
  return {
    siteId,
    plan,
    organisations: [...new Set(rows.flatMap(({ organisationId }) => organisationId ?? []))],
    walkers: rows
      .filter((row) => row.state === 'active' && row.cardId !== last?.cardId && zones.has(row.personId))
      .map(({ personId, kind, format, facility, number }) => {
        const own = zones.get(personId) ?? new Set<string>();
        const work = kind === 'staff' ? 'office' : own.has('guard-room') ? 'guard' : 'cleaner';
        return { personId, card: { format, facility, number }, zones: own, work };
      }),
    losable: last && {
      cardId: last.cardId,
      card: { format: last.format, facility: last.facility, number: last.number },
      active: last.state === 'active',
    },
  };
}

/** So many of them, evenly taken, so that every section is among them. */
export function someOf(walkers: readonly Walker[], wanted: number): readonly Walker[] {
  if (walkers.length <= wanted) return walkers;
  return Array.from(
    { length: wanted },
    (_, nth) => walkers[Math.floor((nth * walkers.length) / wanted)],
  ).flatMap((walker) => walker ?? []);
}
