import type { Principal } from '../../authority/principal.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { PreparedRecord, ShownRecord } from '../shown/shown-record.ts';
import { beginRead } from './begin-read.ts';
import { countedPages } from './counted-pages.ts';
import { endRead } from './end-read.ts';

/** A record whose reading is noted: that it began before its first row is given out, and how many there were at its end. */
export async function notedRecord(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  viewer: Principal,
  record: PreparedRecord,
  query: string,
): Promise<ShownRecord> {
  const db = databaseOf(pool);
  const siteId = record.site.id;
  const { about = [], ...shown } = record;
  const read = { siteId, actor: viewer.actor, what: `records/${record.kind}`, query, persons: about };
  const readId = await beginRead(db, read, clock.now());
  return {
    ...shown,
    pages: countedPages(record.pages, about, (told) => endRead(db, { siteId, readId, ...told }, clock.now())),
  };
}
