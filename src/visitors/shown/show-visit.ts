import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { correctionBody } from '../corrections/correction-body.ts';
import { type Correction, correctionsOn, loadCorrections } from '../corrections/load-corrections.ts';
import { concernsVisit, isVisitSeen } from '../registry/is-visit-seen.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';
import { loadVisitViewer } from '../review/load-visit-viewer.ts';
import { loadShownVisits } from './load-shown-visits.ts';
import { momentAt } from './moment-at.ts';
import { staffOf } from './staff-of.ts';
import { versionOf } from './version-of.ts';
import { arrivalBody, visitBody } from './visit-body.ts';
import { zonesShownTo } from './zones-shown-to.ts';

/** A visit of a site as it is now, as the API shows it to somebody, with its version; refused to whoever does not see it. */
export async function showVisit(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  viewer: Principal,
  siteId: string,
  visitId: string,
) {
  const db = databaseOf(pool);
  const [found] = await loadShownVisits(db, siteId, [visitId]);
  const looking = await loadVisitViewer(db, viewer, siteId, clock.now());
  if (found === undefined || !isVisitSeen(found.whole, looking)) return refuse(notThere);
  const { whole, arrivals } = found;
  const own = concernsVisit(whole, looking);
  const zones = whole.destinations.flatMap(({ zoneIds, wayZoneIds }) => [...zoneIds, ...wayZoneIds]);
  const staff = staffOf(whole);
  const shows = await zonesShownTo(viewer, db, siteId);
  const looksUp = isTold(viewer, 'person', siteId);
  const told = { named: own || looksUp, shows: own ? () => true : shows };
  const named = await findZones(db, siteId, zones.filter(shows));
  const corrections = await loadCorrections(
    pool,
    siteId,
    arrivals.map(({ memberId }) => memberId),
  );
  return ok({
    version: versionOf(whole),
    body: {
      ...visitBody(whole, arrivals, await momentAt({ pool, clock }, siteId), told),
      names: own
        ? Object.fromEntries(await loadPersonNames(db, staff))
        : await namesShownTo(viewer, db, staff),
      zones: [...named].map(([zone, { name }]) => ({ id: zone, name })),
      arrivals: arrivals.map((arrival) =>
        arrivalBody(
          arrival,
          whole,
          correctionsOn(corrections, arrival.memberId, arrival.day).map((one) =>
            correctionBody(one, looksUp || (own && isWithin(whole, one))),
          ),
        ),
      ),
    },
  });
}

/** Whether a correction is of members of this visit alone: who came to somebody else is not told to its host. */
function isWithin({ members }: WholeVisit, { was, now }: Correction): boolean {
  return [was, now].every(
    ({ member }) => member === null || members.some(({ memberId }) => memberId === member),
  );
}

export const notThere: Refusal = { code: 'not-found', detail: 'この庁舎にこの訪問はありません。' };
