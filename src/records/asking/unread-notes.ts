import { databaseOf, type Pool } from '../../db/pool.ts';
import { loadTimesOf } from '../../log/reading/load-times-of.ts';
import { loadDoorVersions } from '../../zones/plan/load-door-versions.ts';
import type { RecordAsked } from '../rows/record-asked.ts';
import { seqsAsked } from '../rows/seqs-asked.ts';
import type { CellWords } from '../shown/cell-words.ts';
import { unreadPassages } from './unread-passages.ts';

/** Notes of the passages that 入退室記録簿 cannot have, in the words of the site's clock. */
export async function unreadNotes(
  pool: Pool,
  asked: RecordAsked,
  hidden: ReadonlySet<string>,
  { instant }: CellWords,
): Promise<readonly string[]> {
  const { siteId, zones, asOf } = asked;
  const seqs = await seqsAsked(pool, siteId, asked, asOf.seq);
  const unread = unreadPassages(await loadDoorVersions(pool, siteId, seqs), { zones, hidden }, seqs);
  const turns = unread.flatMap(({ from, until }) => [from ?? [], until ?? []].flat());
  const times = await loadTimesOf(databaseOf(pool), siteId, turns);
  const at = (seq: number | undefined, particle: string) => {
    const time = seq === undefined ? undefined : times.get(seq);
    return time === undefined ? '' : `${instant(time)}${particle}`;
  };
  return unread.map(({ doors, says, from, until }) => {
    const when = `${at(from, 'から')}${at(until, 'まで')}`;
    return `扉${doors.map((door) => `「${door}」`).join('')}${when === '' ? '' : `（${when}）`}${says}`;
  });
}
