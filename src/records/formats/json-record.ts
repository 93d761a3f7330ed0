import type { ShownRecord } from '../shown/shown-record.ts';

/** A record as JSON, its rows as they are read: values as the log has them, and how many rows there were at its end. */
export async function* jsonRecord(record: ShownRecord): AsyncGenerator<string> {
  const { kind, title, grade, columns, site, from, until, asOf, notes, pages } = record;
  const head = {
    record: kind,
    title,
    grade,
    site: site.id,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
    asOf: { epoch: asOf.epoch, seq: asOf.seq, recordedAt: asOf.recordedAt.toISOString() },
    notes,
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
