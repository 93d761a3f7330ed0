import type { Principal } from '../../authority/principal.ts';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import { loadStillHere } from '../../visitors/finding/load-still-here.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { listArrivals } from '../../visitors/registry/list-arrivals.ts';
import { loadVisitsOf } from '../../visitors/registry/load-visits-of.ts';
import { parseArrivalCursor } from '../../visitors/registry/parse-arrival-cursor.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { listPurposes } from '../../zones/determinations/list-purposes.ts';
import { type ShownArrival, showArrivals } from '../check-in/show-arrivals.ts';
import { everyItem } from './every-item.ts';
import type { Expected } from './expected-sheets.ts';
import type { SheetGround } from './load-sheet-ground.ts';

const atOnce = 500;

/** Who is to come on a day, and, today, who is still here of the days before; whoever called it off is not among them. */
export async function loadExpected(
  pool: Pool,
  viewer: Principal,
  siteId: string,
  day: string,
  { now, today, signs }: Pick<SheetGround, 'now' | 'today' | 'signs'>,
): Promise<readonly Expected[]> {
  const db = databaseOf(pool);
  const stillHere = day === today ? await loadStillHere(db, siteId, day) : [];
  const rows = await everyItem((after) =>
    listArrivals(db, siteId, {
      day,
      stillHere,
      waiting: false,
      limit: atOnce,
      after: after === undefined ? undefined : parseArrivalCursor(after),
    }),
  );
  const coming = rows.filter(({ state }) => state !== 'cancelled');
  const visits = await loadVisitsOf(db, siteId, coming);
  const [arrivals, wordsOf] = await Promise.all([
    showArrivals(pool, viewer, siteId, coming, visits, now),
    loadPurposeWords(
      db,
      [...visits.values()].map(({ visit }) => visit.organisationId),
    ),
  ]);
  return arrivals.flatMap((arrival) => {
    const whole = visits.get(arrival.visit);
    return whole === undefined ? [] : [expectedOf(arrival, whole, { signs, wordsOf })];
  });
}

/** By organisation, what each code of its purposes says. */
type PurposeWords = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function loadPurposeWords(db: Database, organisations: readonly string[]): Promise<PurposeWords> {
  const listed = [...new Set(organisations)].map(async (organisation) => {
    const purposes = await listPurposes(db, organisation);
    return [organisation, new Map(purposes.map(({ code, words }) => [code, words]))] as const;
  });
  return new Map(await Promise.all(listed));
}

function expectedOf(
  arrival: ShownArrival,
  { visit, destinations, members }: WholeVisit,
  { signs, wordsOf }: Pick<SheetGround, 'signs'> & { readonly wordsOf: PurposeWords },
): Expected {
  const member = members.find(({ memberId }) => memberId === arrival.member);
  const zones = destinations
    .filter((one) => isBoundFor(one, arrival.member))
    .flatMap(({ place, zoneIds }) => [
      ...(place === null ? [] : [place]),
      ...zoneIds.flatMap((zone) => signs.get(zone) ?? []),
    ]);
  return {
    arrival,
    organisation: visit.organisationId,
    nameKana: member?.identity?.nameKana ?? null,
    nameKept: member?.identity !== undefined,
    purpose: [
      wordsOf.get(visit.organisationId)?.get(visit.purpose) ?? visit.purpose,
      ...(member?.identity?.purposeWords ? [member.identity.purposeWords] : []),
    ],
    zones: [...new Set(zones)],
    child: member?.child ?? false,
    help: member?.identity?.help ?? null,
  };
}
