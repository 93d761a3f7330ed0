import type { Pool } from '../../db/pool.ts';
import { directionOf } from '../../zones/plan/direction.ts';
import { isEscape } from '../../zones/plan/is-escape.ts';
import {
  type Door,
  type Gateway,
  type Reader,
  type SitePlan,
  silentAfterMs,
  tooOldAfterMs,
  type Zone,
} from '../../zones/plan/site-plan.ts';

/** What a gateway needs of its site's plan: its own doors and readers, without a zone or a name. */
export type GatewayPlan = {
  readonly site: { readonly timeZone: string; readonly tooOldAfterMs: number };
  readonly gateway: { readonly id: string; readonly silentAfterMs: number };
  readonly doors: readonly GatewayDoor[];
  readonly readers: readonly GatewayReader[];
};

type GatewayDoor = Pick<Door, 'id' | 'contact' | 'openWithinMs' | 'interlock' | 'outOfService'>;

type GatewayReader = Pick<Reader, 'id' | 'door'> & {
  readonly direction: 'entering' | 'leaving' | 'moving';
  /** Released in an emergency and on loss of the service (I6). */
  readonly escape: boolean;
};

/** `seq`: of the last change of the site's plan. */
export type LoadedGatewayPlan = { readonly seq: number; readonly plan: GatewayPlan };

/** The gateway whose plan is asked for, and the token that asks. */
export type AskingGateway = {
  readonly siteId: string;
  readonly gatewayId: string;
  readonly tokenId: string;
};

/**
 * Reads the plan of one gateway as it is now, in one statement, and that its token still lets it in: who a token named is remembered
 * for some seconds, and a stop counts at once (I5). `unknown`: the gateway stands in no plan any more.
 */
export async function loadGatewayPlan(
  pool: Pool,
  { siteId, gatewayId, tokenId }: AskingGateway,
  now: Date,
): Promise<LoadedGatewayPlan | 'token-ended' | 'unknown'> {
  const { rows } = await pool.query<Row>({
    name: 'load-gateway-plan',
    text: `
      select
        exists (select from api_tokens where token_id = $3 and revoked_at is null and expires_at > $4) as "isLive",
        (select greatest(max(from_seq), max(until_seq)) from plan_elements where site_id = $1) as seq,
        (select body from plan_elements where site_id = $1 and kind = 'site' and until_seq is null) as site,
        (select body from plan_elements
          where site_id = $1 and kind = 'gateway' and element_id = $2 and until_seq is null) as gateway,
        (select coalesce(json_agg(json_build_object('reader', r.body, 'door', d.body, 'way', way, 'from', f.body, 'to', t.body)
            order by r.element_id), '[]'::json)
          from plan_elements r
          join plan_elements d on d.site_id = $1 and d.kind = 'door' and d.element_id = r.body ->> 'door' and d.until_seq is null
          cross join lateral jsonb_array_elements(d.body -> 'directions') way
          join plan_elements f on f.site_id = $1 and f.kind = 'zone' and f.element_id = way ->> 'from' and f.until_seq is null
          join plan_elements t on t.site_id = $1 and t.kind = 'zone' and t.element_id = way ->> 'to' and t.until_seq is null
          where r.site_id = $1 and r.kind = 'reader' and r.until_seq is null
            and r.body ->> 'gateway' = $2 and way ->> 'to' = r.body ->> 'to') as ways`,
    values: [siteId, gatewayId, tokenId, now],
  });
  const [row] = rows;
  if (row === undefined || !row.isLive) return 'token-ended';
  const { seq, site, gateway, ways } = row;
  if (gateway === null || seq === null || site === null) return 'unknown';
  return {
    seq,
    plan: {
      site: { timeZone: site.timeZone, tooOldAfterMs: site.tooOldAfterMs ?? tooOldAfterMs },
      gateway: { id: gateway.id, silentAfterMs: gateway.silentAfterMs ?? silentAfterMs },
      doors: doorsOf(ways),
      readers: ways.map(({ reader, way, from, to }) => ({
        id: reader.id,
        door: reader.door,
        direction: directionOf(from, to),
        escape: isEscape(way, from, to),
      })),
    },
  };
}

/** As they are kept: bodies of elements of the plan. */
type Row = {
  readonly isLive: boolean;
  readonly seq: number | null;
  readonly site: SitePlan['site'] | null;
  readonly gateway: Gateway | null;
  readonly ways: readonly OwnWay[];
};

type OwnWay = {
  readonly reader: Reader;
  readonly door: Door;
  readonly way: Door['directions'][number];
  readonly from: Zone;
  readonly to: Zone;
};

/** Each door once, by id. */
function doorsOf(ways: readonly OwnWay[]): readonly GatewayDoor[] {
  const doors = new Map(ways.map(({ door }) => [door.id, door]));
  return [...doors.values()]
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, contact, openWithinMs, interlock, outOfService }) => ({
      id,
      contact,
      openWithinMs,
      ...(interlock === undefined ? {} : { interlock }),
      outOfService,
    }));
}
