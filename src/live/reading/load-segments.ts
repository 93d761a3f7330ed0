import { byOnePlan } from '../../db/by-one-plan.ts';
import { isOutdated } from '../../db/is-outdated.ts';
import type { Pool } from '../../db/pool.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import { leafHash } from '../../log/entry/leaf-hash.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import { shortLeaf } from '../../log/watching/log-cursor.ts';
import { findLeaf } from './find-leaf.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** Where somebody stands in a log. */
export type ReadFrom = {
  readonly after: number;
  /** None of the next entries was recorded before; it spares older months the search. */
  readonly since: Date;
  /** The next ones that are asked for were recorded before, but where some are no longer kept; undefined: nobody knows. */
  readonly until?: Date | undefined;
  /** Which entry stands at `after` (`shortLeaf`); undefined: whichever does. */
  readonly leaf: string | undefined;
};

/** How far a log is read. */
export type ReadTo = {
  /** How far it is known to go. */
  readonly end: number;
  /** So many entries at once. */
  readonly atMost: number;
};

/** A stretch, and which entry stands at its end (`shortLeaf`): where the next one is read from. */
export type Stretch = Segment & {
  readonly leaf: string;
  /** Which entry stands at a place within, for whoever breaks off there. */
  readonly leafAt: (seq: number) => string;
};

/** `lines`: null where nothing follows. */
type Row = { readonly before: Buffer | null; readonly lines: string | null; readonly outdated: boolean };

type Read = {
  /** The leaf of the entry that stands before; null where none does. */
  readonly before: Buffer | null;
  readonly texts: readonly string[];
  readonly isOutdated: boolean;
};

/**
 * The entries after `after` as stretches; what the log is known to hold and does not give any more is a gap.
 * Undefined where another entry stands at `after` now, or none: the log does not go on from there. One statement says both,
 * so that nothing is ever taken for the rest of what it does not follow.
 *
 * Entries commit in the order of their seq, so one statement never sees one without those before it. What a newer program has
 * recorded is seen together with the floor that was raised for it: it is never shown as an older one would read it.
 */
export async function loadSegments(
  pool: Pool,
  siteId: string,
  from: ReadFrom,
  { end, atMost }: ReadTo,
): Promise<readonly Stretch[] | undefined> {
  const { after, leaf } = from;
  const near = from.until === undefined ? undefined : await loadTexts(pool, siteId, from, atMost);
  const read =
    near?.texts.length === atMost
      ? near
      : await loadTexts(pool, siteId, { ...from, until: undefined }, atMost);
  if (leaf !== undefined && shortLeaf(read.before) !== leaf) return undefined;
  if (read.isOutdated && read.texts.length > 0) throw new ProgramOutdated();
  const entries = read.texts.map(parseEntry);
  const segments = segmentsOf(after, entries, entries.length === atMost ? 0 : end);
  const texts = new Map(entries.map(({ seq }, index) => [seq, read.texts[index] ?? '']));
  return Promise.all(
    segments.map(async (segment) => {
      // At the end of a gap stands an entry that is no longer kept but for its leaf.
      const last = texts.has(segment.upTo)
        ? undefined
        : shortLeaf(await findLeaf(pool, siteId, segment.upTo));
      const leafAt = (seq: number) => {
        const text = texts.get(seq);
        if (text !== undefined) return shortLeaf(leafHash(text));
        if (seq === segment.upTo && last !== undefined) return last;
        throw new Error(`entry ${seq} was not read`);
      };
      return { ...segment, leaf: leafAt(segment.upTo), leafAt };
    }),
  );
}

/** The next texts of a log, and what stands before them: in one row, a line each, for a row each costs more than what is in it. */
async function loadTexts(
  pool: Pool,
  siteId: string,
  { after, since, until }: ReadFrom,
  atMost: number,
): Promise<Read> {
  const [row] = await byOnePlan<Row>(pool, {
    name: 'load-entries-after',
    text: `
      select (select hash from leaf_hashes where site_id = $1 and seq = $2) as before,
        string_agg(e.text, E'\\n' order by e.seq) as lines, ${isOutdated} as "outdated"
      from (
        select seq, text from entries
        where site_id = $1 and seq > $2 and recorded_at >= $3 and recorded_at < $4
        order by seq limit $5
      ) e`,
    values: [siteId, after, since, until ?? 'infinity', atMost],
  });
  if (row === undefined) throw new Error('an aggregate without a row');
  const { before, lines, outdated } = row;
  return { before, texts: lines?.split('\n') ?? [], isOutdated: outdated };
}
