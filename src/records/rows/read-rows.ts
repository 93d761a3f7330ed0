import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { isRecordKind, type NamingRow, type RowOf, recordKinds } from '../kinds/record-kinds.ts';
import { pagesById } from './pages-by-id.ts';
import { loadPersonCells, personsTold } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type ReadRow = NamingRow<RowOf<'reads'>>;

type Found = {
  readonly id: string;
  readonly readerType: Actor['type'];
  readonly reader: string;
  readonly what: string;
  readonly since: Date;
  readonly endedAt: Date | null;
  readonly rows: number | null;
  readonly seq: number;
};

/** A log that tells of reads, up to an entry, whose they are, and whether whoever asks may know who read. */
type Told = {
  readonly logId: string;
  readonly upTo: number;
  readonly sort: string;
  readonly mayKnow: boolean;
};

/**
 * 個人情報の閲覧: who read what, and how many persons or rows of it, begun within the time asked for, in that order; of one person where one is asked
 * for. First what was read of the site, then what is the ministry's, where that is shown. What the log has not told of yet is not in it.
 */
export async function* readRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly ReadRow[]> {
  const { siteId, asOf, named, everywhere, ministry, ministrySeq } = asked;
  // Nobody reads a zone: whoever is not shown the whole site is shown none of it.
  if (!everywhere) return;
  const site = { logId: siteId, upTo: asOf.seq, sort: '庁舎のもの', mayKnow: reaches(named, []) };
  yield* readsTold(pool, asked, site);
  if (ministry === undefined) return;
  const mayKnow = reaches(ministry.named, []);
  yield* readsTold(pool, asked, { logId: ministryLogId, upTo: ministrySeq, sort: '省のもの', mayKnow });
}

async function* readsTold(
  pool: Pool,
  { siteId, from, until, of }: RecordAsked,
  { logId, upTo, sort, mayKnow }: Told,
): AsyncGenerator<readonly ReadRow[]> {
  const load = async (after: string) => {
    const { rows } = await pool.query<Found>({
      name: 'load-read-records',
      text: `
        select r.read_id as id, r.actor_type as "readerType", r.actor_id as reader, r.what, r.begun_at as since,
          r.ended_at as "endedAt", r.rows, r.told_seq as seq
        from personal_reads r
        where r.site_id = $1 and r.told_seq <= $2 and r.begun_at >= $3 and r.begun_at < $4
          and ($5::uuid is null or r.persons @> array[$5]::uuid[]) and r.read_id > $6
        order by r.read_id limit $7`,
      values: [logId, upTo, from, until, of ?? null, after, rowsAtOnce],
    });
    return rows;
  };
  for await (const found of pagesById(load)) {
    const readers = found.flatMap(({ readerType, reader }) => (readerType === 'person' ? [reader] : []));
    const cellsOf = await loadPersonCells(pool, siteId, readers);
    yield found.map(({ readerType, reader, what, since, endedAt, rows, seq }) => {
      const cells = readerType === 'person' ? cellsOf(reader, mayKnow) : undefined;
      const row = {
        name: cells?.name ?? reader,
        affiliation: cells?.affiliation ?? null,
        what: titleOf(what),
        sort,
        since: since.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        quantity: rows === null ? null : `${rows}`,
        seqs: `${seq}`,
        id: reader,
      };
      return { row, persons: personsTold([cells]) };
    });
  }
}

/** What a record is called; of a list or of one thing, its path below /api/v1. */
function titleOf(what: string): string {
  const record = what.replace(/^records\//, '');
  return isRecordKind(record) ? recordKinds[record].title : what;
}
