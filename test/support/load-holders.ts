import { cardsShown, cardsShownThen } from '../../src/access/batch/read/cards-shown.ts';
import { knownNow, knownThen, loadReaders } from '../../src/access/batch/read/load-readers.ts';
import type { ReadSource } from '../../src/access/batch/read/read-source.ts';
import type { Reader } from '../../src/access/batch/reader-parts.ts';
import type { Pool } from '../../src/db/pool.ts';
import { takeHeads } from '../../src/log/take-heads.ts';
import type { CardHolder, KnownAt, ShownCard } from '../../src/people/at-the-door/card-holder.ts';
import type { Versions } from '../../src/people/at-the-door/reader-part.ts';

type Holders = readonly (CardHolder | undefined)[];

/** What a batch knows now of the holders of these cards, in their order; undefined = no such card. */
export function loadHolders(pool: Pool, siteId: string, shown: readonly ShownCard[]): Promise<Holders> {
  return load(pool, siteId, knownNow, cardsShown(shown), shown.length);
}

/** What a batch of late reads knows of the holders of these cards then. */
export function loadHoldersThen(pool: Pool, siteId: string, reads: readonly KnownAt[]): Promise<Holders> {
  return load(pool, siteId, knownThen, cardsShownThen(reads), reads.length);
}

async function load(
  pool: Pool,
  siteId: string,
  versions: Versions,
  source: ReadSource,
  count: number,
): Promise<Holders> {
  const [readers = []] = await readersFrom(pool, siteId, versions, [source]);
  return Array.from({ length: count }, (_, index) => readers[index]?.holder);
}

/** What a batch knows of whoever reads, by source. */
export async function readersFrom(
  pool: Pool,
  siteId: string,
  versions: Versions,
  sources: readonly ReadSource[],
): Promise<readonly (readonly (Reader | undefined)[])[]> {
  const client = await pool.connect();
  try {
    // No head: a test may hold it, to see what a batch would see that came before.
    const under = takeHeads(client, []);
    await under.heads;
    return await loadReaders(under.client, siteId, versions, sources);
  } finally {
    client.release();
  }
}
