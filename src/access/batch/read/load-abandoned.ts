import type { ClientBase } from 'pg';
import type { ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { PlacedEntry } from '../../../log/place-entry.ts';
import type { AbandonedPassage } from '../../doors/door-event.ts';
import type { SiteState } from '../../state/site-state.ts';
import type { EventKey } from './load-seen.ts';

/** A recorded grant: its entry, and who went through which door from where. */
export type Grant = {
  readonly seq: number;
  readonly person: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  /** The person was granted another passage since, or the same once more: that one stands, whatever became of this. */
  readonly superseded: boolean;
};

/** The grant behind a read that a gateway gave up. */
export type GivenUp = Grant & {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly read: number;
};

/** Reads, under the head, the grants that these `read-abandoned` events name. */
export async function loadAbandoned(
  client: ClientBase,
  siteId: string,
  keys: readonly EventKey[],
): Promise<readonly GivenUp[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<GivenUp>({
    name: 'load-abandoned',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.read, e.seq, e.person_id as "person", e.door_id as "door",
        e.zones[1] as "from", e.zones[2] as "to", exists (
          select 1 from entries later
          where later.site_id = $1 and later.person_id = e.person_id and later.seq > e.seq and later.verdict = 'grant'
        ) as "superseded"
      from unnest($2::text[], $3::uuid[], $4::int8[]) as k(gateway_id, epoch, read)
      cross join lateral (
        select seq, recorded_at from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.read limit 1
      ) r
      cross join lateral (
        select seq, person_id, door_id, zones from entries e
        where e.site_id = $1 and e.seq = r.seq and e.verdict = 'grant' and e.person_id is not null limit 1
      ) e`,
    values: [
      siteId,
      keys.map((key) => key.caller.gatewayId),
      keys.map((key) => key.epoch),
      keys.map((key) => key.seq),
    ],
  });
  return rows;
}

/** The keys of the reads that `read-abandoned` events name. */
export function abandonedKeys(events: readonly ReceivedEvent[]): readonly EventKey[] {
  return events.flatMap(({ event, caller, epoch }) =>
    event?.kind === 'read-abandoned' ? [{ caller, epoch, seq: event.read }] : [],
  );
}

/** The grant recorded as entry `seq` among those of this batch: read and giving up often come together. */
export function grantAmong(placed: readonly PlacedEntry[], seq: number | undefined): Grant | undefined {
  const entry = placed.find((one) => one.entry.seq === seq)?.entry;
  if (entry?.decision?.verdict !== 'grant') return undefined;
  const { person, door, from, to } = entry.subject;
  if (person === undefined || door === undefined || from === undefined || to === undefined) return undefined;
  return { seq: entry.seq, person, door, from, to, superseded: false };
}

function isGrantedSince({ seq, person }: Grant, placed: readonly PlacedEntry[]): boolean {
  return placed.some(
    ({ entry }) => entry.seq > seq && entry.subject.person === person && entry.decision?.verdict === 'grant',
  );
}

/** Whether the passage can still be undone: it is pending at that door, or was assumed by that very grant. */
export function abandonedPassage(
  given: Grant,
  placed: readonly PlacedEntry[],
  state: SiteState,
): (AbandonedPassage & { readonly door: string }) | undefined {
  if (given.superseded || isGrantedSince(given, placed)) return undefined;
  const { person, door, from, to, seq } = given;
  const place = state.presence.get(person);
  if (place?.pending?.door === door) return { person, door, from, state: 'pending' };
  const assumed = place?.seq === seq && place.zone === to && place.certainty === 'assumed';
  return assumed ? { person, door, from, state: 'assumed' } : undefined;
}
