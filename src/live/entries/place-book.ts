import type { Pool } from '../../db/pool.ts';
import { concealedSql } from '../../zones/plan/concealed-sql.ts';

/**
 * Names of a site's zones, doors and desks, and between which zones a door stands; closed ones keep their last name. And what the site
 * tells its guards to do, by kind of alarm, where it has words of its own.
 */
export type Places = {
  readonly zones: ReadonlyMap<string, string>;
  readonly doors: ReadonlyMap<string, { readonly name: string; readonly zones: readonly string[] }>;
  readonly desks: ReadonlyMap<string, string>;
  readonly instructions: ReadonlyMap<string, string>;
  /** Zones that nothing public-facing shows (別表1 行6 ※1). */
  readonly concealed: ReadonlySet<string>;
};

/** Which version of a site's plan; seqs are counted within an epoch. */
export type PlanVersion = { readonly epoch: string; readonly rulesSeq: number };

export type PlaceBook = { readonly of: (siteId: string, version: PlanVersion) => Promise<Places> };

/** The places of each site as of its rules version; read once a version. */
export function buildPlaceBook(pool: Pool): PlaceBook {
  const pages = new Map<string, PlanVersion & { readonly places: Promise<Places> }>();
  return {
    of(siteId, { epoch, rulesSeq }) {
      const known = pages.get(siteId);
      if (known?.epoch === epoch && known.rulesSeq >= rulesSeq) return known.places;
      const places = loadPlaces(pool, siteId);
      pages.set(siteId, { epoch, rulesSeq, places });
      places.catch(() => pages.delete(siteId));
      return places;
    },
  };
}

/** The doors that lead into or out of a zone. */
export function doorsOf(places: Places, zone: string): readonly string[] {
  return [...places.doors].flatMap(([door, { zones }]) => (zones.includes(zone) ? [door] : []));
}

async function loadPlaces(pool: Pool, siteId: string): Promise<Places> {
  const { rows } = await pool.query<{
    kind: string;
    id: string;
    name: string;
    zones: string[] | null;
    instruction: string | null;
    concealed: boolean | null;
  }>({
    name: 'load-place-names',
    text: `
      select distinct on (kind, element_id) kind, element_id as id, body ->> 'name' as name,
        body ->> 'instruction' as instruction,
        ${concealedSql('body')} as concealed,
        (select array_agg(distinct zone)
         from jsonb_array_elements(body -> 'directions') as direction,
           lateral (values (direction ->> 'from'), (direction ->> 'to')) as side(zone)) as zones
      from plan_elements where site_id = $1 and (kind in ('zone', 'door', 'desk') or (kind = 'alarm' and until_seq is null))
      order by kind, element_id, from_seq desc`,
    values: [siteId],
  });
  const doors = rows.filter(({ kind }) => kind === 'door');
  const zones = rows.filter(({ kind }) => kind === 'zone');
  const desks = rows.filter(({ kind }) => kind === 'desk');
  return {
    zones: new Map(zones.map(({ id, name }) => [id, name])),
    doors: new Map(doors.map((door) => [door.id, { name: door.name, zones: door.zones ?? [] }])),
    desks: new Map(desks.map(({ id, name }) => [id, name])),
    instructions: new Map(
      rows.flatMap(({ kind, id, instruction }) =>
        kind === 'alarm' && instruction !== null ? [[id, instruction]] : [],
      ),
    ),
    concealed: new Set(zones.filter(({ concealed }) => concealed).map(({ id }) => id)),
  };
}
