import type { ClientBase } from 'pg';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import { type CardHolderRow, cardHolderOf } from '../../../people/at-the-door/card-holder-row.ts';
import { type PartColumns, type PartFacts, type Reader, readerParts } from '../reader-parts.ts';
import { type Look, type LookNow, looks } from './looks.ts';
import type { ReadSource } from './read-source.ts';

/** What one look found. */
export type FoundReader = Reader & {
  /** The least look that tells everything there is to know of them; a plain one says `whole` of whomever it is not enough for. */
  readonly enough: LookNow;
};

type ReaderRow = CardHolderRow &
  PartColumns & { readonly source: number; readonly ordinal: number; readonly enough: LookNow };

/**
 * Reads by key, in one statement, what a look asks of whoever reads a card: for each source its readers in their order;
 * undefined = no such card. `now`: where who passed lately is asked; undefined = of whenever.
 */
export function loadReaders(
  client: UnderHead,
  siteId: string,
  look: Look,
  sources: readonly ReadSource[],
  now?: Date,
): Promise<readonly (readonly (FoundReader | undefined)[])[]> {
  return read(client, siteId, look, sources, now);
}

/** The same of the whole look for an act that holds the head: whoever was stopped before it took it is stopped (I5). */
export function loadReadersOfAct(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  sources: readonly ReadSource[],
): Promise<readonly (readonly (FoundReader | undefined)[])[]> {
  return read(client, siteId, looks.whole, sources, undefined);
}

/** The same of versions that were known then, which needs no head: they stay what they were. */
export function loadReadersThen(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  look: typeof looks.past,
  sources: readonly ReadSource[],
): Promise<readonly (readonly (FoundReader | undefined)[])[]> {
  return read(client, siteId, look, sources, undefined);
}

async function read(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  look: Look,
  sources: readonly ReadSource[],
  now: Date | undefined,
): Promise<readonly (readonly (FoundReader | undefined)[])[]> {
  const asked = sources.filter(({ isEmpty }) => !isEmpty);
  if (asked.length === 0) return [];
  const { rows } = await client.query<ReaderRow>({
    ...statementOf(look, asked),
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
  return sources.map((source) => Array.from(reads.get(source) ?? [], (ofRead) => readerOf(look, ofRead)));
}

function readerOf(look: Look, rows: readonly ReaderRow[] | undefined): FoundReader | undefined {
  const row = rows?.[0];
  return rows && row && { ...parseParts(look, row), holder: cardHolderOf(row, rows), enough: row.enough };
}

/** The facts of the parts that were asked; those of the others are not there. */
function parseParts({ parts }: Look, row: ReaderRow): PartFacts {
  return Object.fromEntries(parts.map(([name]) => [name, readerParts[name].factOf(row)])) as PartFacts;
}

const texts = new Map<string, string>();

/** Prepared once for each look at a set of sources. */
function statementOf(look: Look, sources: readonly ReadSource[]): { name: string; text: string } {
  const name = ['load-readers', look.name, ...sources.map((source) => source.name)].join(' ');
  const text = texts.get(name) ?? textOf(look, sources);
  texts.set(name, text);
  return { name, text };
}

function textOf({ versions, ground, parts, enough }: Look, sources: readonly ReadSource[]): string {
  const columns = parts.flatMap(([name]) =>
    Object.entries(readerParts[name].columns).map(
      ([column, ofLateral]) => `${name}.${ofLateral} as "${column}"`,
    ),
  );
  const joins = parts.map(
    ([name, lateral]) => `left join lateral (${lateral(versions)} limit 1) ${name} on true`,
  );
  return `
    select read.source, read.ordinal::int as ordinal, ${[ground.columns, ...columns].join(', ')}, ${enough} as enough
    from (${readsOf(sources)}) read
    ${[ground.joins(versions), ...joins].join('\n    ')}
    where ${everyLookHasTheMoment}`;
}

/** Always true, and gone from the plan: a parameter must be named where nothing is asked by it. */
const everyLookHasTheMoment = '($2::timestamptz is null or true)';

function readsOf(sources: readonly ReadSource[]): string {
  let first = 3;
  const queries = sources.map(({ rows, values }, index) => {
    const query = `select ${index} as source, reads.* from (${rows(first)}) reads`;
    first += values.length;
    return query;
  });
  return queries.join(' union all ');
}
