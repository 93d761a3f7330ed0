import type { ClientBase } from 'pg';
import { isOutdated } from '../../db/is-outdated.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import type { Head } from './place-entry.ts';

declare const underHead: unique symbol;

/**
 * A connection on which heads were asked for. Its statements run one after the other, so whatever is read on it from now on
 * sees what those before us committed under these heads (I5), until the transaction ends. Only `takeHeads` makes one.
 */
export type UnderHead = ClientBase & { readonly [underHead]: true };

/**
 * Takes the heads in ascending id, so that no two acts wait for each other in a circle; `heads` has them in that order.
 * A statement of its own: what is read in the same one would be the past. Whoever reads further need not wait for it.
 *
 * `heads` rejects with `ProgramOutdated` where the database asks for a newer program. That floor alone may be read here: it
 * rises only while nobody holds or is given a head (`raise_program_floor`), and stays as it is until these are let go.
 */
export function takeHeads(
  client: ClientBase,
  siteIds: readonly string[],
): { readonly heads: Promise<readonly Head[]>; readonly client: UnderHead } {
  const asked = client.query<Head & { readonly outdated: boolean }>({
    name: 'take-heads',
    text: `
      select site_id as "siteId", epoch, seq, recorded_at as "recordedAt", rules_seq as "rulesSeq",
        ${isOutdated} as "outdated"
      from heads where site_id = any($1::uuid[]) order by site_id for update`,
    values: [siteIds],
  });
  const heads = asked.then(({ rows }) =>
    rows.map(({ outdated, ...head }) => {
      if (outdated) throw new ProgramOutdated();
      return head;
    }),
  );
  return { heads, client: client as UnderHead };
}
