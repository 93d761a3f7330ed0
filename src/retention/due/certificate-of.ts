import type { ClientBase } from 'pg';
import { forgetAnswers } from '../../log/writing/forget-answers.ts';
import type { ActDraft } from '../../log/writing/perform-act.ts';
import { type ErasableName, erasables } from '../erasable/erasables.ts';
import { everyOrganisation } from '../rules/cutoffs.ts';
import type { Due } from './load-due.ts';

/** The entry without which nothing is erased: what of whom, how many records it is, and from when to when. */
export function certificateOf(
  what: ErasableName,
  organisation: string,
  own: readonly Due[],
): ActDraft & { readonly subject: object; readonly details: object } {
  const times = own.map(({ at }) => at.getTime());
  return {
    kind: 'records-erased',
    subject: organisation === everyOrganisation ? {} : { organisation },
    details: {
      what,
      recordClass: erasables[what].recordClass,
      count: own.reduce((sum, { records }) => sum + records, 0),
      from: new Date(Math.min(...times)).toISOString(),
      to: new Date(Math.max(...times)).toISOString(),
    },
  };
}

/** Erases what an entry of this transaction certifies, and what requests were answered of it; the database refuses whatever else. */
export async function eraseCertified(
  client: ClientBase,
  { log, seq }: { readonly log: string; readonly seq: number },
  what: ErasableName,
  own: readonly Due[],
): Promise<void> {
  const ids = own.flatMap(({ id }) => id ?? []);
  await client.query({
    name: 'erase-certified',
    text: `select erase_certified($1, $2, $3, $4, $5)`,
    values: [log, seq, what, ids, own.flatMap((one) => one.seq ?? [])],
  });
  await forgetAnswers(client, ids);
}
