import { cellWords } from '../shown/cell-words.ts';
import { periodWords } from '../shown/period-words.ts';
import type { ShownRecord } from '../shown/shown-record.ts';

/** A record as JSON, its rows as they are read: values as the log has them, and how many rows there were at its end. */
export async function* jsonRecord(record: ShownRecord): AsyncGenerator<string> {
  const { kind, title, grade, columns, site, from, until, asOf, pages } = record;
  const head = {
    record: kind,
    title,
    grade,
    site: site.id,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
    asOf: { epoch: asOf.epoch, seq: asOf.seq, recordedAt: asOf.recordedAt.toISOString() },
    notes: [...searchNotes(record), ...record.notes],
    columns: columns.map(({ key, title: says }) => ({ key, title: says })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  let count = 0;
  for await (const rows of pages) {
    const texts = rows.map((row) => JSON.stringify(row));
    if (texts.length > 0) yield `${count === 0 ? '' : ','}${texts.join()}`;
    count += rows.length;
  }
  yield `],"count":${count}}`;
}

/** How a search was understood, with its period in words: the other forms say that above. */
function searchNotes({ searched, site, era, from, until }: ShownRecord): readonly string[] {
  if (searched === undefined || from === null || until === null) return [];
  const period = periodWords(cellWords(site.timeZone, era), from, until);
  return [`検索：${[`期間が${period}`, ...searched].join('、')}`];
}
