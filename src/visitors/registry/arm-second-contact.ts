import type { Tx } from '../../db/in-transaction.ts';
import { deadlineRef } from '../../log/entry/deadline-ref.ts';

/** A destination whose host was called in vain. */
export type ContactRef = { readonly visitId: string; readonly destinationId: string };

function refOf({ visitId, destinationId }: ContactRef): string {
  return deadlineRef('second-contact', { visit: visitId, destination: destinationId });
}

/** Sets when somebody is to be called a second time about a destination; a later call sets it anew. The caller holds the site's head. */
export async function armSecondContact(
  { client }: Pick<Tx, 'client'>,
  siteId: string,
  which: ContactRef,
  dueAt: Date,
): Promise<void> {
  await client.query({
    name: 'arm-second-contact',
    text: `
      insert into deadlines (site_id, kind, ref, due_at) values ($1, 'second-contact', $2, $3)
      on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
    values: [siteId, refOf(which), dueAt],
  });
}

/** Nobody is called again about these visits but for destinations where somebody still waits for an answer. The caller holds the site's head. */
export async function disarmSecondContacts(
  { client }: Pick<Tx, 'client'>,
  siteId: string,
  visitIds: readonly string[],
  awaited: readonly ContactRef[],
): Promise<void> {
  await client.query({
    name: 'disarm-second-contacts',
    text: `
      delete from deadlines where site_id = $1 and kind = 'second-contact'
        and split_part(ref, ' ', 1) = any($2::text[]) and not ref = any($3::text[])`,
    values: [siteId, visitIds, awaited.map(refOf)],
  });
}
