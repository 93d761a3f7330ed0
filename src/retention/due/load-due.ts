import type { ClientBase } from 'pg';
import { type ErasableName, erasables } from '../erasable/erasables.ts';
import type { Cutoffs } from '../rules/cutoffs.ts';

/** Something whose date of erasure has come. */
export type Due = {
  readonly id: string | null;
  readonly seq: number | null;
  /** How many records it is. */
  readonly records: number;
  readonly organisation: string;
  /** From when its days are counted. */
  readonly at: Date;
};

/** What of a kind is due in a log by these moments, the oldest first; all of it where no `most` is given. */
export async function loadDue(
  client: Pick<ClientBase, 'query'>,
  what: ErasableName,
  log: string,
  { byOrganisation, ofAll }: Cutoffs,
  now: Date,
  most: number | null = null,
): Promise<readonly Due[]> {
  if (byOrganisation.size === 0) return [];
  const befores = [...byOrganisation.values()];
  const latest = new Date(Math.max(...befores.map((before) => before.getTime())));
  const today = now.toISOString().slice(0, 10);
  const { rows } = await client.query<Due>({
    ...erasables[what].due,
    values: [log, [...byOrganisation.keys()], befores, ofAll ?? null, latest, today, most],
  });
  return rows;
}
