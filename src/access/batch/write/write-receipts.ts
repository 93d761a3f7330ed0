import type { ClientBase } from 'pg';
import { arrayText, jsonLines } from '../../../db/array-text.ts';
import type { BufferNumbers, Conflict, Receipt } from '../batch-facts.ts';

/** Marks events as counted, exactly and for ever (I3), and keeps what was answered for 90 days. */
export function writeReceipts(
  client: ClientBase,
  siteId: string,
  receipts: readonly Receipt[],
  buffers: readonly BufferNumbers[],
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'write-receipts',
    text: `
      with given as (
        select * from unnest($2::text[], $3::uuid[], $4::int8[], $5::bytea[], $6::int8[],
          string_to_array($7, E'\\n'), $9::timestamptz[], $10::text[])
          as r(gateway_id, epoch, gateway_seq, digest, seq, answer, at, topic)
      ), counted as (
        insert into gateway_epochs (site_id, gateway_id, epoch, first_seq, newest_seq, holes, newest_at, pace_at, pace_since, started_at)
        select $1, *, $8 from unnest($11::text[], $12::uuid[], $13::int8[], $14::int8[], $15::int4[], $16::timestamptz[],
          $17::timestamptz[], $18::timestamptz[])
        on conflict (site_id, gateway_id, epoch) do update set first_seq = excluded.first_seq,
          newest_seq = excluded.newest_seq, holes = excluded.holes, newest_at = excluded.newest_at,
          pace_at = excluded.pace_at, pace_since = excluded.pace_since
      )
      insert into receipts (site_id, gateway_id, epoch, gateway_seq, digest, seq, recorded_at, answer, at, topic)
      select $1, gateway_id, epoch, gateway_seq, digest, seq, $8, answer, at, topic from given`,
    values: [
      siteId,
      arrayText(receipts.map((receipt) => receipt.gatewayId)),
      arrayText(receipts.map((receipt) => receipt.epoch)),
      arrayText(receipts.map((receipt) => receipt.seq)),
      arrayText(receipts.map((receipt) => receipt.digest)),
      arrayText(receipts.map((receipt) => receipt.entrySeq)),
      jsonLines(receipts.map((receipt) => receipt.answer)),
      now,
      arrayText(receipts.map((receipt) => receipt.at)),
      arrayText(receipts.map((receipt) => receipt.topic)),
      arrayText(buffers.map(({ gatewayId }) => gatewayId)),
      arrayText(buffers.map(({ epoch }) => epoch)),
      arrayText(buffers.map(({ first }) => first)),
      arrayText(buffers.map(({ newest }) => newest)),
      arrayText(buffers.map(({ holes }) => holes)),
      arrayText(buffers.map(({ newestAt }) => newestAt)),
      arrayText(buffers.map(({ pace }) => pace?.at)),
      arrayText(buffers.map(({ pace }) => pace?.since)),
    ],
  });
}

/** Keeps what was answered to another event under a counted key, so that its repeats make no further entry. Rare: one statement each. */
export function writeConflict(
  client: ClientBase,
  { received: { caller, epoch, seq, digest }, answer }: Conflict,
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'write-conflict',
    text: `
      insert into event_conflicts (site_id, gateway_id, epoch, gateway_seq, digest, recorded_at, answer)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [caller.siteId, caller.gatewayId, epoch, seq, digest, now, answer],
  });
}
