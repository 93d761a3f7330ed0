import type { UnderHead } from '../../../log/take-heads.ts';
import { type CardHolderRow, cardHolderOf } from '../../../people/at-the-door/card-holder-row.ts';
import { cardHolderSql } from '../../../people/at-the-door/card-holder-sql.ts';
import type { Version, Versions } from '../../../people/at-the-door/reader-part.ts';
import { type PartColumns, type PartFacts, type Reader, readerParts } from '../reader-parts.ts';
import type { ReadSource } from './read-source.ts';

/**
 * The versions in force. Of the ministry's rows a key has one: written as an expression, because `is null` alone would let the planner read any index of current
 * rows from end to end while it knows nothing of the table.
 */
export const knownNow: Versions = {
  name: 'now',
  ofMinistry: (alias) => `coalesce(${alias}.until_seq, 0) = 0`,
  ofSite: (alias) => `${alias}.until_seq is null`,
};

const knownBy =
  (seq: string): Version =>
  (alias) =>
    `${alias}.from_seq <= read.${seq} and (${alias}.until_seq is null or ${alias}.until_seq > read.${seq})`;

/** The versions known when each read was made. */
export const knownThen: Versions = {
  name: 'then',
  ofMinistry: knownBy('ministry_seq'),
  ofSite: knownBy('site_seq'),
};

type ReaderRow = CardHolderRow & PartColumns & { readonly source: number; readonly ordinal: number };

/**
 * Reads by key, in one statement, everything known of whoever reads a card: for each source its readers in their order;
 * undefined = no such card. `now`: where who passed lately is asked; undefined = of whenever.
 */
export async function loadReaders(
  client: UnderHead,
  siteId: string,
  versions: Versions,
  sources: readonly ReadSource[],
  now?: Date,
): Promise<readonly (readonly (Reader | undefined)[])[]> {
  const asked = sources.filter(({ isEmpty }) => !isEmpty);
  if (asked.length === 0) return [];
  const { rows } = await client.query<ReaderRow>({
    ...statementOf(versions, asked),
    values: [siteId, now, ...asked.flatMap(({ values }) => values)],
  });
  const reads = new Map(asked.map((source): [ReadSource, ReaderRow[][]] => [source, []]));
  const found = [...reads.values()];
  for (const row of rows) {
    const ofSource = found[row.source];
    const ofRead = ofSource?.[row.ordinal - 1];
    if (ofRead !== undefined) ofRead.push(row);
    else if (ofSource !== undefined) ofSource[row.ordinal - 1] = [row];
  }
  return sources.map((source) => Array.from(reads.get(source) ?? [], readerOf));
}

function readerOf(rows: readonly ReaderRow[] | undefined): Reader | undefined {
  const row = rows?.[0];
  return rows && row && { ...parseParts(row), holder: cardHolderOf(row, rows) };
}

const parts = Object.entries(readerParts);

function parseParts(row: ReaderRow): PartFacts {
  return Object.fromEntries(parts.map(([name, { factOf }]) => [name, factOf(row)])) as PartFacts;
}

const texts = new Map<string, string>();

/** Prepared once for each set of sources. */
function statementOf(versions: Versions, sources: readonly ReadSource[]): { name: string; text: string } {
  const name = ['load-readers', versions.name, ...sources.map((source) => source.name)].join(' ');
  const text = texts.get(name) ?? textOf(versions, sources);
  texts.set(name, text);
  return { name, text };
}

function textOf(versions: Versions, sources: readonly ReadSource[]): string {
  const columns = parts.flatMap(([name, part]) =>
    Object.entries(part.columns).map(([column, ofLateral]) => `${name}.${ofLateral} as "${column}"`),
  );
  const joins = parts.map(
    ([name, { lateral }]) => `left join lateral (${lateral(versions)} limit 1) ${name} on true`,
  );
  return `
    select read.source, read.ordinal::int as ordinal, ${[cardHolderSql.columns, ...columns].join(', ')}
    from (${readsOf(sources)}) read
    ${[cardHolderSql.joins(versions), ...joins].join('\n    ')}`;
}

function readsOf(sources: readonly ReadSource[]): string {
  let first = 3;
  const queries = sources.map(({ rows, values }, index) => {
    const query = `select ${index} as source, reads.* from (${rows(first)}) reads`;
    first += values.length;
    return query;
  });
  return queries.join(' union all ');
}
