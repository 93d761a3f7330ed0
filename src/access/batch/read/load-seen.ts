import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { BufferNumbers, EventKey, HoleOf, HoleState, SeenEvent } from '../batch-facts.ts';
import { type PaceRow, paceOf } from './pace-of.ts';

type AskedEvent = EventKey & { readonly digest: Buffer };

/** Which events of a batch have counted before, and where the numbers of the others lie. */
export type SeenBefore = {
  readonly seen: readonly SeenEvent[];
  readonly buffers: readonly BufferNumbers[];
  /** Holes in which one of these numbers lies. */
  readonly holes: readonly HoleOf[];
};

type SeenRow = SeenEvent &
  Omit<BufferNumbers, 'pace'> &
  PaceRow & {
    readonly from: number | null;
    readonly to: number | null;
    readonly since: Date | null;
    readonly state: HoleState | null;
  };

/** Whether a receipt of this number would still be there: of it and of those beyond none went by its age. */
const isRecent = `(r.digest is null and k.seq <= e.newest_seq and k.seq > coalesce(e.forgotten_seq, -1))`;

/**
 * Reads which of these events have counted before, and what was answered to those that say something else: repeats are read,
 * never claimed. A number has counted that lies between the first and the newest of its buffer, and in no hole; of one beyond the
 * newest, which most are, no receipt is looked for, and only the first of its buffer is answered.
 */
export async function loadSeen(
  client: UnderHead,
  siteId: string,
  keys: readonly AskedEvent[],
): Promise<SeenBefore> {
  const { rows } = await client.query<SeenRow>({
    name: 'load-seen',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.seq, k.digest as asked, r.digest, r.answer, c.answer as "conflictAnswer",
        ${isRecent} as "isRecent",
        e.first_seq as first, e.newest_seq as newest, e.newest_at as "newestAt",
        e.pace_at as "paceAt", e.pace_since as "paceSince", e.holes, h.from_seq as "from", h.to_seq as "to", h.since, h.state
      from (
        select *, row_number() over (partition by gateway_id, epoch) as nth
        from unnest($2::text[], $3::uuid[], $4::int8[], $5::bytea[]) as asked(gateway_id, epoch, seq, digest)
      ) k
      cross join lateral (
        select first_seq, newest_seq, newest_at, pace_at, pace_since, holes, forgotten_seq from gateway_epochs e
        where e.site_id = $1 and e.gateway_id = k.gateway_id and e.epoch = k.epoch limit 1
      ) e
      left join lateral (
        select * from (
          select from_seq, to_seq, since, state from gateway_holes h
          where h.site_id = $1 and h.gateway_id = k.gateway_id and h.epoch = k.epoch and h.from_seq <= k.seq and e.holes > 0
          order by h.from_seq desc limit 1
        ) below
        where to_seq >= k.seq
      ) h on true
      left join lateral (
        select digest, answer from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.seq
          and k.seq <= e.newest_seq limit 1
      ) r on true
      left join lateral (
        select answer from event_conflicts c
        where c.site_id = $1 and c.gateway_id = k.gateway_id and c.epoch = k.epoch and c.gateway_seq = k.seq
          and c.digest = k.digest and k.seq <= e.newest_seq limit 1
      ) c on true
      where k.seq <= e.newest_seq or k.nth = 1`,
    values: [
      siteId,
      keys.map((key) => key.caller.gatewayId),
      keys.map((key) => key.epoch),
      keys.map((key) => key.seq),
      keys.map((key) => key.digest),
    ],
  });
  return {
    seen: rows.filter(({ seq, first, newest, from }) => first <= seq && seq <= newest && from === null),
    buffers: rows.map(bufferOf),
    holes: rows.flatMap(holeIn),
  };
}

/** Without the rest of its row: it is copied with every event that counts. */
function bufferOf({ gatewayId, epoch, first, newest, newestAt, holes, ...row }: SeenRow): BufferNumbers {
  return { gatewayId, epoch, first, newest, newestAt, pace: paceOf(row), holes };
}

function holeIn({ gatewayId, epoch, from, to, since, state }: SeenRow): readonly HoleOf[] {
  if (from === null || to === null || since === null || state === null) return [];
  return [{ gatewayId, epoch, from, to, since, state }];
}
