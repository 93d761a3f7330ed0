import type { ClientBase } from 'pg';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import { ministryLogId } from '../../../kernel/ids.ts';
import type { KnownRules } from '../../../zones/rules/load-site-rules.ts';
import type { RulesCache, RulesInForce } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import { isPoison } from '../is-poison.ts';
import { judgeStamp, type StampBounds } from '../judge-stamp.ts';
import type { LateGround, LateGrounds } from '../late-grounds.ts';

export type PrepareLateDeps = {
  readonly source: Pick<ClientBase, 'query'>;
  readonly rules: RulesCache;
  readonly onFault: (error: unknown) => void;
};

/** Versions of the rules held for one batch: those of a large site take megabytes each. */
const versionsABatch = 16;

/**
 * Reads by which rules late events are judged, without the head of their site: what was known at a moment stays what it
 * was. Where they reach over many versions only the first `count` events are prepared.
 */
export async function prepareLate(
  { source, rules, onFault }: PrepareLateDeps,
  siteId: string,
  events: readonly ReceivedEvent[],
  now: Date,
): Promise<{ readonly count: number; readonly grounds: LateGrounds }> {
  const told = events.flatMap((received) => {
    const event = eventOf(received);
    return event?.kind === 'card-read' ? [{ received, at: event.at }] : [];
  });
  const grounds = new Map<ReceivedEvent, LateGround>();
  if (told.length === 0) return { count: events.length, grounds };
  const boundsOf = await loadStampBounds(
    source,
    siteId,
    told.map(({ received }) => received.caller.gatewayId),
    now,
  );
  const reads = told.map(({ received, at }) => ({
    received,
    stamp: judgeStamp(at, boundsOf(received.caller.gatewayId)),
  }));
  const { inForce, moments } = await loadMoments(
    source,
    siteId,
    reads.map(({ stamp }) => stamp.at),
  );
  const versions = await rules.findVersions(source, siteId, inForce, moments);
  const made = new Map<string, SiteRules | undefined>();
  for (const [index, { received, stamp }] of reads.entries()) {
    const then = moments[index];
    const version = versions[index];
    if (then === undefined || version === undefined) continue;
    if (!made.has(version.key)) {
      if (made.size === versionsABatch) return { count: events.indexOf(received), grounds };
      made.set(version.key, await version.load().catch(unlessLost));
    }
    const ofMoment = made.get(version.key);
    if (ofMoment !== undefined) grounds.set(received, { stamp, then, rules: ofMoment });
  }
  return { count: events.length, grounds };

  function unlessLost(error: unknown): undefined {
    if (!isPoison(error)) throw error;
    onFault(error);
  }
}

/** Between which moments each of these gateways can have done something alone. */
async function loadStampBounds(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  gatewayIds: readonly string[],
  now: Date,
): Promise<(gatewayId: string) => StampBounds> {
  const { rows } = await source.query<{
    gatewayId: string;
    known: Date;
    timeZone: string;
    offsetMs: number | null;
  }>({
    name: 'load-stamp-bounds',
    text: `
      select g.gateway_id as "gatewayId", t.known, s.time_zone as "timeZone", c.clock_offset_ms as "offsetMs"
      from unnest($2::text[]) as g(gateway_id)
      cross join lateral (
        select created_at as known from api_tokens
        where site_id = $1 and holder_id = g.gateway_id and holder_type = 'gateway' order by created_at limit 1
      ) t
      left join lateral (
        select clock_offset_ms from gateway_states where site_id = $1 and gateway_id = g.gateway_id limit 1
      ) c on true
      cross join lateral (
        select body ->> 'timeZone' as time_zone from plan_elements
        where site_id = $1 and kind = 'site' and until_seq is null limit 1
      ) s`,
    values: [siteId, [...new Set(gatewayIds)]],
  });
  const byGateway = new Map(rows.map(({ gatewayId, ...row }) => [gatewayId, row]));
  return (gatewayId) => {
    const bounds = byGateway.get(gatewayId);
    if (bounds === undefined) throw new Error(`no plan for site ${siteId}`);
    return { ...bounds, offsetMs: bounds.offsetMs ?? undefined, isOfNow: false, now };
  };
}

type Moments = { readonly inForce: RulesInForce; readonly moments: readonly KnownRules[] };

/** The last seqs of both logs recorded by each of these moments, and the rules in force, in one statement. */
async function loadMoments(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  moments: readonly Date[],
): Promise<Moments> {
  const { rows } = await source.query<KnownRules & RulesInForce>({
    name: 'load-moments',
    text: `
      select h.epoch, h.rules_seq as "rulesSeq", ${lastBy('$1')} as "siteSeq", ${lastBy('$2')} as "ministrySeq"
      from unnest($3::timestamptz[]) with ordinality as m(at, place)
      cross join lateral (select epoch, rules_seq from heads where site_id = $1 limit 1) h
      order by m.place`,
    values: [siteId, ministryLogId, moments],
  });
  const [first] = rows;
  if (first === undefined) throw new Error(`no head for site ${siteId}`);
  return { inForce: first, moments: rows };
}

/** The month itself is looked into first: one partition instead of all. */
function lastBy(log: '$1' | '$2'): string {
  const last = (bounds: string) => `(select seq from entries where site_id = ${log} and ${bounds}
    order by recorded_at desc, seq desc limit 1)`;
  const month = `date_trunc('month', m.at, 'UTC')`;
  return `coalesce(${last(`recorded_at <= m.at and recorded_at >= ${month}`)}, ${last(`recorded_at < ${month}`)}, 0)`;
}
