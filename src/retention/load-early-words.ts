import type { ClientBase } from 'pg';
import type { RecordClass } from '../log/record-classes.ts';
import { everyOrganisation } from './cutoffs.ts';
import type { EarlyPart } from './early-part.ts';
import { type ErasableName, erasableNames, erasables } from './erasables.ts';
import type { ErasedTogether } from './erased-together.ts';
import type { Due } from './load-due.ts';

type Said = Due & { readonly goes: boolean; readonly alone: boolean };

/** What stands under the digest of an entry, by its class. */
const recordsOf = {
  visit: 'visit-records',
  person: 'person-records',
  act: 'act-records',
  passage: 'passage-records',
} as const satisfies Record<RecordClass, ErasableName>;

/**
 * What people wrote of these persons in the rows of acts, and what the entries that wrote it say of it, as far as it is nobody's record whose name stays; of
 * the rest how many rows it is.
 */
export async function loadEarlyWords(
  client: Pick<ClientBase, 'query'>,
  log: string,
  persons: readonly string[],
  now: Date,
): Promise<readonly EarlyPart[]> {
  const parts: EarlyPart[] = [];
  for (const what of erasableNames) {
    const { early, recordClass }: ErasedTogether = erasables[what];
    if (early === undefined) continue;
    const values = [log, persons, now, now.toISOString().slice(0, 10)];
    const { rows } = await client.query<Said>({ ...early, values });
    const going = rows.filter(({ goes }) => goes);
    const due = going.map(({ goes: _, alone: __, ...one }) => one);
    parts.push({ log, what, due, stay: rows.length - going.length });
    const seqs = going.flatMap(({ seq, alone }) => (alone && seq !== null ? [seq] : []));
    const said = await loadRecordsAt(client, log, recordClass, seqs, now);
    parts.push({ log, what: recordsOf[recordClass], due: said, stay: 0 });
  }
  return parts;
}

/** What stands under the digests of these entries. */
async function loadRecordsAt(
  client: Pick<ClientBase, 'query'>,
  log: string,
  recordClass: RecordClass,
  seqs: readonly number[],
  now: Date,
): Promise<readonly Due[]> {
  if (seqs.length === 0) return [];
  const { rows } = await client.query<Due>({
    name: 'early-records-at',
    text: `
      select null as id, r.seq, 1 as records, '${everyOrganisation}' as organisation, r.recorded_at as at
      from personal_records r
      where r.record_class = $1 and r.site_id = $2 and r.seq = any($3::int8[]) and r.recorded_at <= $4
      order by r.recorded_at`,
    values: [recordClass, log, seqs, now],
  });
  return rows;
}
