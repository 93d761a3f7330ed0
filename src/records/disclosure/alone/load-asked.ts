import type { Database } from '../../../db/pool.ts';
import { type AloneSortName, aloneSorts } from './alone-sorts.ts';
import type { NamedAlone } from './named-alone.ts';

/** Somebody who is named at a site and has no id, by where the name stands. */
export type AloneAsked = { readonly site: string; readonly as: AloneSortName; readonly id: string };

/** Each of those asked for with what is held of them; undefined where nobody is named there. */
export async function loadAsked(
  db: Database,
  asked: readonly AloneAsked[],
): Promise<readonly { readonly asked: AloneAsked; readonly found: NamedAlone | undefined }[]> {
  const known = new Map<string, readonly NamedAlone[]>();
  for (const { site, as } of asked) {
    const place = `${as} ${site}`;
    if (!known.has(place)) known.set(place, await aloneSorts[as].load(db, site));
  }
  return asked.map((one) => ({
    asked: one,
    found: known.get(`${one.as} ${one.site}`)?.find(({ id }) => id === one.id),
  }));
}
