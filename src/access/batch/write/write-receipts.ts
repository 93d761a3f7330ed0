import type { ClientBase } from 'pg';
import { arrayText, jsonLines } from '../../../db/array-text.ts';
import type { Receipt } from '../batch-facts.ts';

/** Marks events as counted, exactly and for ever (I3), and keeps what was answered for 90 days. */
export function writeReceipts(
  client: ClientBase,
  siteId: string,
  receipts: readonly Receipt[],
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'write-receipts',
    text: `
      with given as (
        select * from unnest($2::text[], $3::uuid[], $4::int8[], $5::bytea[], $6::int8[],
          string_to_array($7, E'\\n'))
          as r(gateway_id, epoch, gateway_seq, digest, seq, answer)
      ), counted as (
        insert into gateway_epochs as e (site_id, gateway_id, epoch, seen, started_at)
        select $1, gateway_id, epoch, range_agg(int8range(gateway_seq, gateway_seq, '[]')), $8
        from given group by gateway_id, epoch order by gateway_id, epoch
        on conflict (site_id, gateway_id, epoch) do update set seen = e.seen + excluded.seen
      )
      insert into receipts (site_id, gateway_id, epoch, gateway_seq, digest, seq, recorded_at, answer)
      select $1, gateway_id, epoch, gateway_seq, digest, seq, $8, answer from given`,
    values: [
      siteId,
      arrayText(receipts.map((receipt) => receipt.gatewayId)),
      arrayText(receipts.map((receipt) => receipt.epoch)),
      arrayText(receipts.map((receipt) => receipt.seq)),
      arrayText(receipts.map((receipt) => receipt.digest)),
      arrayText(receipts.map((receipt) => receipt.entrySeq)),
      jsonLines(receipts.map((receipt) => receipt.answer)),
      now,
    ],
  });
}

/** Remembers the other body of a conflict, so that its repeats make no further entry. */
export function writeConflicts(
  client: ClientBase,
  siteId: string,
  conflicts: readonly {
    readonly gatewayId: string;
    readonly epoch: string;
    readonly seq: number;
    readonly digest: Buffer;
  }[],
): Promise<unknown> {
  return client.query({
    name: 'write-conflicts',
    text: `
      update receipts r set conflict_digest = k.digest
      from unnest($2::text[], $3::uuid[], $4::int8[], $5::bytea[]) as k(gateway_id, epoch, gateway_seq, digest)
      where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.gateway_seq`,
    values: [
      siteId,
      arrayText(conflicts.map((conflict) => conflict.gatewayId)),
      arrayText(conflicts.map((conflict) => conflict.epoch)),
      arrayText(conflicts.map((conflict) => conflict.seq)),
      arrayText(conflicts.map((conflict) => conflict.digest)),
    ],
  });
}
