import { cardHolderSql } from '../../../people/at-the-door/card-holder-sql.ts';
import type { Version, Versions } from '../../../people/at-the-door/reader-part.ts';
import { readerParts } from '../reader-parts.ts';

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

type PartName = keyof typeof readerParts;

/** One way to look at whoever reads a card: how much is asked of them, and as of when. */
export type Look = {
  /** Part of the name of the prepared statement. */
  readonly name: string;
  readonly versions: Versions;
  readonly ground: { readonly columns: string; readonly joins: (versions: Versions) => string };
  /** The parts that are asked. */
  readonly parts: readonly PartName[];
  /** SQL that is true unless a `plain` look tells everything there is to know. */
  readonly isMore: string;
};

const all = Object.entries(readerParts).map(([name]) => name as PartName);

const ofEverybody = all.filter((name) => readerParts[name].askedOf === 'everybody');

const isMore = [cardHolderSql.plain.isMore, ...all.flatMap((name) => isMoreBy(name))].join(' or ');

function isMoreBy(name: PartName): readonly string[] {
  const { askedOf } = readerParts[name];
  return askedOf === 'everybody' ? [] : [`coalesce(${askedOf(knownNow)}, false)`];
}

/**
 * PostgreSQL sets up the plan of whatever is asked in each batch, also where none of it is run: all of it is two thirds of what looking
 * at one of the staff takes. A plain look leaves out what is asked of few, and says of whom it should not have.
 */
export const looks = {
  plain: {
    name: 'now plainly',
    versions: knownNow,
    ground: cardHolderSql.plain,
    parts: ofEverybody,
    isMore,
  },
  whole: { name: 'now', versions: knownNow, ground: cardHolderSql, parts: all, isMore },
  past: { name: 'then', versions: knownThen, ground: cardHolderSql, parts: all, isMore: 'true' },
} as const satisfies Readonly<Record<string, Look>>;
