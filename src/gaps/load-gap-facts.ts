import type { SomeZones } from '../authority/visibility.ts';
import { type Database, databaseOf, type Pool } from '../db/pool.ts';
import { inSlices } from '../kernel/in-slices.ts';
import { judgeStandingAddition } from '../registers/additions/judge-standing-addition.ts';
import { loadAdditions } from '../registers/additions/load-additions.ts';
import { countEquipmentIn, countUnpermittedIn } from '../registers/equipment/equipment-rows.ts';
import { findMeasuresIn } from '../registers/measures/measure-rows.ts';
import { findCameras } from '../works/cameras/camera-rows.ts';
import { dayAt } from '../zones/hours/day-at.ts';
import { lintPlan } from '../zones/lints/lint-plan.ts';
import { coverNames } from '../zones/plan/cover-names.ts';
import { emptyPlan } from '../zones/plan/show-difference.ts';
import type { Policy } from '../zones/regulation/policy.ts';
import { loadSiteRules } from '../zones/rules/load-site-rules.ts';
import { findSite } from '../zones/sites/find-site.ts';
import type { CameraKnown, GapFacts } from './judging-gaps.ts';

export type GapDeps = {
  readonly pool: Pool;
  readonly policy: Policy;
  /** The zones of a site that have a 区域情報セキュリティ責任者. */
  readonly loadZoneOfficers: (siteId: string) => Promise<ReadonlySet<string>>;
};

/**
 * Reads what the gaps of a site are judged by, with the names that somebody learns of who knows these hidden rooms; undefined for a site that
 * is not there.
 */
export async function loadGapFacts(
  deps: GapDeps,
  siteId: string,
  at: Date,
  rooms: SomeZones = 'all',
): Promise<GapFacts | undefined> {
  const { pool, policy, loadZoneOfficers } = deps;
  const rules = await loadSiteRules(pool, siteId, policy);
  if (rules === undefined) return undefined;
  const { rulesSeq, layers } = rules;
  const plan = coverNames(rules.plan ?? emptyPlan, rooms);
  const officers = await loadZoneOfficers(siteId);
  const findings = await inSlices(lintPlan(plan, { layersFor: () => layers, officers, at }));
  const zones = plan.zones.map(({ id }) => id);
  const db = databaseOf(pool);
  const [cameras, recorded, equipment, added, unpermitted, lastPassages] = await Promise.all([
    loadCameras(pool, siteId, zones, at),
    findMeasuresIn(db, siteId, zones),
    countEquipmentIn(db, siteId, zones),
    loadAdditions(db, siteId),
    loadUnpermitted(db, siteId, zones, plan.site.timeZone),
    loadLastPassages(pool, siteId, zones),
  ]);
  const measures = recorded.map(({ zoneId, ...measure }) => ({ ...measure, zone: zoneId }));
  const ruled = { zones: new Map(plan.zones.map((zone) => [zone.id, zone])), layers, at };
  const additions = added.flatMap((addition) => judgeStandingAddition(addition, ruled));
  const shown = { cameras, measures, equipment, additions, unpermitted, lastPassages };
  return { at, rulesSeq, plan, layers, findings, ...shown };
}

/** What was placed from the day on which the site came under these rules. */
async function loadUnpermitted(
  db: Database,
  siteId: string,
  zones: readonly string[],
  timeZone: string,
): Promise<GapFacts['unpermitted']> {
  const site = await findSite(db, siteId);
  return site === undefined ? [] : countUnpermittedIn(db, siteId, zones, dayAt(site.createdAt, timeZone));
}

/** Those that work at this moment. */
async function loadCameras(
  pool: Pool,
  siteId: string,
  zones: readonly string[],
  at: Date,
): Promise<readonly CameraKnown[]> {
  const found = await findCameras(databaseOf(pool), siteId, { codes: [], zones });
  return found.flatMap(({ code, zoneId, state, validFrom, validUntil }) =>
    state === 'working' && validFrom <= at && (validUntil === null || at < validUntil)
      ? [{ code, zone: zoneId, since: validFrom }]
      : [],
  );
}

/** By zone, one look at a key each: when somebody last came in. */
async function loadLastPassages(
  pool: Pool,
  siteId: string,
  zones: readonly string[],
): Promise<GapFacts['lastPassages']> {
  const { rows } = await pool.query<{ readonly zone: string; readonly seq: number; readonly at: Date }>({
    name: 'load-last-passages',
    text: `
      select z.id as zone, m.seq, m.happened_at as at
      from unnest($2::text[]) as z(id) cross join lateral (
        select seq, happened_at from moves where site_id = $1 and zone_id = z.id order by happened_at desc limit 1
      ) m`,
    values: [siteId, [...zones]],
  });
  return new Map(rows.map(({ zone, ...last }) => [zone, last]));
}
