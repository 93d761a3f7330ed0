import type { ClientBase } from 'pg';
import { isRecordClass, type RecordClass } from '../../log/entry/record-classes.ts';
import type { Due } from '../due/load-due.ts';
import { earlyRecordsOf } from '../erasable/early-records-of.ts';
import { type ErasableName, erasableNames, erasables } from '../erasable/erasables.ts';
import type { ErasedTogether } from '../erasable/erased-together.ts';
import type { EarlyPart } from './early-part.ts';

type Said = Due & { readonly goes: boolean };

/** What stands under the digest of an entry, by its class, in the order in which it is erased. */
const recordsOf = {
  visit: 'visit-records',
  person: 'person-records',
  act: 'act-records',
  passage: 'passage-records',
} as const satisfies Record<RecordClass, ErasableName>;

/**
 * What people wrote of these persons in a log, in the rows of acts and under the digests of entries, as far as it is nobody's record whose name stays; of the
 * rest how much it is. What an entry wrote into a row as well goes with the row, and stays with it.
 */
export async function loadEarlyWords(
  client: Pick<ClientBase, 'query'>,
  log: string,
  persons: readonly string[],
  now: Date,
): Promise<readonly EarlyPart[]> {
  const values = [log, persons, now, now.toISOString().slice(0, 10)];
  const rowParts: EarlyPart[] = [];
  const going = new Map<RecordClass, number[]>();
  const staying = new Map<RecordClass, number[]>();
  for (const what of erasableNames) {
    const { early, recordClass }: ErasedTogether = erasables[what];
    if (early === undefined) continue;
    const { rows } = await client.query<Said & { readonly alone: boolean }>({ ...early, values });
    rowParts.push(partOf(log, what, rows));
    for (const { goes, alone, seq } of rows) {
      const seqs = goes && alone ? going : staying;
      if (seq !== null) seqs.set(recordClass, [...(seqs.get(recordClass) ?? []), seq]);
    }
  }
  const recordParts: EarlyPart[] = [];
  for (const recordClass of Object.keys(recordsOf).filter(isRecordClass)) {
    const bySeqs = [going.get(recordClass) ?? [], staying.get(recordClass) ?? []];
    const { rows } = await client.query<Said>({
      ...earlyRecordsOf(recordClass),
      values: [...values, ...bySeqs],
    });
    recordParts.push(partOf(log, recordsOf[recordClass], rows));
  }
  return [...recordParts, ...rowParts];
}

function partOf(log: string, what: ErasableName, rows: readonly Said[]): EarlyPart {
  const due = rows.filter(({ goes }) => goes).map(({ goes: _, ...one }) => one);
  return { log, what, due, stay: rows.length - due.length };
}
