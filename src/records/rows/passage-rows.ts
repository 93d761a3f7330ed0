import { loadZoneStays, type ZoneStay } from '../../access/presence/load-zone-stays.ts';
import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry/entry.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { howPassed, movedAlong } from './how-passed.ts';
import { loadEntriesAt } from './load-entries-at.ts';
import { originOfMove } from './origin-of-move.ts';
import { loadPersonCells, type PersonCells, personsTold, together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type PassageRow = NamingRow<RowOf<'passages'>>;

/**
 * 入退室記録簿: who was in a zone within the time asked for, from when until when, and by what either is known. Zone by zone in the
 * order in which they came. A stay that began before the first moment is in it, and one that has not ended has no end; whoever is seen
 * there meanwhile neither left nor came.
 */
export async function* passageRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly PassageRow[]> {
  const { siteId, from, until, asOf, zones } = asked;
  for (const zone of zones.keys()) {
    let after: string | undefined;
    do {
      const page = await loadZoneStays(pool, siteId, zone, {
        from,
        until,
        upTo: asOf.seq,
        after,
        limit: rowsAtOnce,
      });
      const within = page.items.filter((stay) => stay.until === null || new Date(stay.until) > from);
      yield await rowsOf(pool, asked, within);
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}

async function rowsOf(
  pool: Pool,
  asked: RecordAsked,
  stays: readonly ZoneStay[],
): Promise<readonly PassageRow[]> {
  const { siteId } = asked;
  const entries = await loadEntriesAt(pool, siteId, stays.flatMap(placesOf));
  const together = (stay: ZoneStay) => alongWith(entries.get(stay.seq), stay.person);
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    stays.flatMap((stay) => [stay.person, ...together(stay)]),
  );
  return stays.map((stay) => rowOf(stay, asked, entries, cellsOf));
}

function rowOf(
  stay: ZoneStay,
  { zones, named }: RecordAsked,
  entries: ReadonlyMap<number, Entry>,
  cellsOf: (id: string, mayKnow: boolean) => PersonCells,
): PassageRow {
  const mayKnow = reaches(named, [stay.zone]);
  const [begun, ended] = [
    entries.get(stay.seq),
    stay.untilSeq === null ? undefined : entries.get(stay.untilSeq),
  ];
  const cells = cellsOf(stay.person, mayKnow);
  const company = alongWith(begun, stay.person).map((id) => cellsOf(id, mayKnow));
  const isOver = stay.until !== null;
  const isKnown = ended !== undefined && !becameUnknown(ended, stay.person);
  const row = {
    zone: zones.get(stay.zone)?.name ?? stay.zone,
    name: cells.name,
    affiliation: cells.affiliation,
    personKind: cells.kind,
    enteredAt: stay.since,
    enteredFrom: begun === undefined ? 'unknown' : originOfMove(begun),
    enteredHow: begun === undefined ? null : howPassed(begun, stay.person),
    company: together(company.map(({ name }) => name)),
    // A place nobody knows any more was left at a time nobody knows.
    leftAt: isOver && isKnown ? stay.until : null,
    leftFrom: isOver ? (isKnown ? originOfMove(ended) : 'unknown') : null,
    leftHow: ended === undefined ? null : howPassed(ended, stay.person),
    seqs: stay.untilSeq === null ? `${stay.seq}` : `${stay.seq}〜${stay.untilSeq}`,
    id: stay.person,
  };
  return { row, persons: personsTold([cells, ...company]) };
}

function placesOf({ seq, learntAt, untilSeq, untilLearntAt }: ZoneStay) {
  const end =
    untilSeq === null || untilLearntAt === null ? [] : [{ seq: untilSeq, recordedAt: untilLearntAt }];
  return [{ seq, recordedAt: learntAt }, ...end];
}

function alongWith(entry: Entry | undefined, person: string): readonly string[] {
  return entry === undefined ? [] : movedAlong(entry, person);
}

function becameUnknown({ effects }: Entry, person: string): boolean {
  return effects.some(
    (effect) => effect.type === 'presence' && effect.person === person && effect.zone === null,
  );
}
