import { reaches, type Visibility } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { Certainty } from '../../log/entry/effects.ts';
import { findMeasuresIn } from '../../registers/measures/measure-rows.ts';
import { rowOfPowerCuts } from '../../registers/measures/measured-rows.ts';
import { findZones, type NamedZones } from '../../zones/plan/find-zones.ts';
import { type ListedGroup, listGroups } from '../groups/list-groups.ts';
import { loadPassesLentTo } from '../passes/load-passes-lent-to.ts';
import { callRoll, compare, orderOf, type RollLine } from './call-roll.ts';
import { type Emergency, loadRoll } from './load-roll.ts';
import { loadRollNames, type NamedInRoll } from './load-roll-names.ts';
import { type PowerCut, powerCutsOf } from './power-cuts-of.ts';

/** How many are in a zone, by how surely. `missing`: of unknown place, and were last known here. */
export type ZoneRoll = {
  readonly zone: string;
  readonly name: string;
  readonly staff: number;
  readonly outsiders: number;
  readonly visitors: number;
  /** Of emergency services, and others whom nobody reads and somebody counted. */
  readonly services: number;
  readonly declared: number;
  readonly confirmed: number;
  readonly assumed: number;
  readonly inferred: number;
  readonly missing: number;
};

/** A line with the pass worn, and who it is; null where the viewer is not told, or nobody knows. */
export type NamedRollLine = RollLine & NamedInRoll & { readonly pass: string | null };

export type RollCall = Page<NamedRollLine> & {
  readonly emergency: Emergency | undefined;
  readonly zones: readonly ZoneRoll[];
  readonly groups: readonly ListedGroup[];
  readonly powerCuts: readonly PowerCut[];
  /** Of unknown place, wherever they were last. */
  readonly unknown: number;
  readonly total: number;
};

export type RollAsked = {
  readonly zone?: string | undefined;
  readonly certainty?: Certainty | 'unknown' | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** The roll of a site as the viewer may see it: counts of the whole, and one page of the lines asked for. */
export async function listRollCall(
  pool: Pool,
  siteId: string,
  { seen, named }: Visibility,
  { zone, certainty, after, limit }: RollAsked,
): Promise<RollCall> {
  const [facts, groups, planned] = await Promise.all([
    loadRoll(pool, siteId),
    listGroups(databaseOf(pool), siteId, seen),
    findZones(databaseOf(pool), siteId, seen === 'all' ? 'all' : [...seen]),
  ]);
  const measures = await findMeasuresIn(databaseOf(pool), siteId, [...planned.keys()]);
  const lines = callRoll(facts).filter((line) => reaches(seen, placesOf(line)));
  const asked = lines.filter(
    (line) =>
      (zone === undefined || line.zone === zone || line.lastZone === zone) &&
      (certainty === undefined || line.certainty === certainty) &&
      (after === undefined || compare(orderOf(line), after) > 0),
  );
  const zones = rollsOf(lines, groups, planned);
  const page = pageOf(asked.slice(0, limit + 1), limit, orderOf);
  return {
    ...page,
    items: await withNames(pool, siteId, named, page.items),
    emergency: facts.emergency,
    zones,
    groups,
    powerCuts: powerCutsOf(
      zones,
      measures.filter(({ row }) => row === rowOfPowerCuts),
    ),
    unknown: lines.filter((line) => line.certainty === 'unknown').length,
    total: lines.length,
  };
}

/** The lines with the passes worn, and the names of those whom the viewer may know by name. */
async function withNames(
  pool: Pool,
  siteId: string,
  named: Visibility['named'],
  lines: readonly RollLine[],
): Promise<readonly NamedRollLine[]> {
  const known = lines.filter((line) => reaches(named, placesOf(line))).map(({ person }) => person);
  const [who, lent] = await Promise.all([
    loadRollNames(pool, siteId, known),
    loadPassesLentTo(
      databaseOf(pool),
      siteId,
      lines.map(({ person }) => person),
    ),
  ]);
  return lines.map((line) => ({
    ...line,
    pass: lent.get(line.person) ?? null,
    name: who.get(line.person)?.name ?? null,
    affiliation: who.get(line.person)?.affiliation ?? null,
  }));
}

function placesOf({ zone, lastZone }: RollLine): readonly string[] {
  return [zone, lastZone].filter((one) => one !== null);
}

function rollsOf(
  lines: readonly RollLine[],
  groups: readonly ListedGroup[],
  zones: NamedZones,
): readonly ZoneRoll[] {
  const inside = groupBy(lines, ({ zone }) => zone);
  const missing = groupBy(lines, ({ lastZone }) => lastZone);
  const personsIn = (zone: string, is: (group: ListedGroup) => boolean) =>
    groups.reduce((sum, group) => sum + (group.zoneId === zone && is(group) ? group.persons : 0), 0);
  return [...zones].map(([zone, { name }]) => {
    const count = (is: (line: RollLine) => boolean) => (inside.get(zone) ?? []).filter(is).length;
    return {
      zone,
      name,
      staff: count(({ kind }) => kind === 'staff'),
      outsiders: count(({ kind }) => kind !== 'staff' && kind !== 'visitor'),
      visitors: count(({ kind }) => kind === 'visitor'),
      services: personsIn(zone, ({ kind }) => kind !== 'counted'),
      declared: personsIn(zone, ({ kind }) => kind === 'counted'),
      confirmed: count(({ certainty }) => certainty === 'confirmed'),
      assumed: count(({ certainty }) => certainty === 'assumed'),
      inferred: count(({ certainty }) => certainty === 'inferred'),
      missing: missing.get(zone)?.length ?? 0,
    };
  });
}
