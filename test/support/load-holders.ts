import { cardsShown, cardsShownThen } from '../../src/access/batch/read/cards-shown.ts';
import { type FoundReader, loadReaders } from '../../src/access/batch/read/load-readers.ts';
import { type Look, looks } from '../../src/access/batch/read/looks.ts';
import type { ReadSource } from '../../src/access/batch/read/read-source.ts';
import type { Pool } from '../../src/db/pool.ts';
import { takeHeads } from '../../src/log/writing/take-heads.ts';
import type { CardHolder, KnownAt, ShownCard } from '../../src/people/at-the-door/card-holder.ts';

type Holders = readonly (CardHolder | undefined)[];

/** What a batch knows now of the holders of these cards, in their order; undefined = no such card. */
export function loadHolders(pool: Pool, siteId: string, shown: readonly ShownCard[]): Promise<Holders> {
  return load(pool, siteId, looks.whole, cardsShown(shown), shown.length);
}

/** What a batch of late reads knows of the holders of these cards then. */
export function loadHoldersThen(pool: Pool, siteId: string, reads: readonly KnownAt[]): Promise<Holders> {
  return load(pool, siteId, looks.past, cardsShownThen(reads), reads.length);
}

async function load(
  pool: Pool,
  siteId: string,
  look: Look,
  source: ReadSource,
  count: number,
): Promise<Holders> {
  const [readers = []] = await readersFrom(pool, siteId, look, [source]);
  return Array.from({ length: count }, (_, index) => readers[index]?.holder);
}

/** What a batch knows of whoever reads, by source. */
export async function readersFrom(
  pool: Pool,
  siteId: string,
  look: Look,
  sources: readonly ReadSource[],
): Promise<readonly (readonly (FoundReader | undefined)[])[]> {
  const client = await pool.connect();
  try {
    // No head: a test may hold it, to see what a batch would see that came before.
    const under = takeHeads(client, []);
    await under.heads;
    return await loadReaders(under.client, siteId, look, sources);
  } finally {
    client.release();
  }
}
