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

/** Looks at whoever reads now: each asks all that the one before it does, and more. */
export const looksNow = ['plain', 'paired', 'whole'] as const;

export type LookNow = (typeof looksNow)[number];

/** Whether a look tells everything of whomever this one is enough for. */
export function reaches(look: LookNow, enough: LookNow): boolean {
  return looksNow.indexOf(look) >= looksNow.indexOf(enough);
}

/** The least of looks that reaches all of these. */
export function leastReaching(enough: Iterable<LookNow>): LookNow {
  let least: LookNow = 'plain';
  for (const one of enough) if (!reaches(least, one)) least = one;
  return least;
}

/** One way to look at whoever reads a card: how much is asked of them, and as of when. */
export type Look = {
  /** Part of the name of the prepared statement. */
  readonly name: string;
  readonly versions: Versions;
  readonly ground: { readonly columns: string; readonly joins: (versions: Versions) => string };
  /** The parts that are asked, each by its query. */
  readonly parts: readonly (readonly [name: PartName, lateral: (versions: Versions) => string])[];
  /** SQL that says which look is enough for them: `LookNow`. */
  readonly enough: string;
};

const all = Object.keys(readerParts).map((name) => name as PartName);

const ofEverybody = all.filter((name) => readerParts[name].askedOf === 'everybody');

/** The whole query of a part. */
const whole = (name: PartName) => [name, readerParts[name].lateral] as const;

/** Of each part what a paired look asks: nothing of most of those that are not asked of everybody. */
const paired = all.flatMap((name) => {
  const { askedOf, paired: less } = readerParts[name];
  if (askedOf === 'everybody' || less === 'as-whole') return [whole(name)];
  return less === undefined ? [] : [[name, less.lateral] as const];
});

const isMoreThanPlain = [cardHolderSql.plain.isMore, ...all.flatMap(askedOfSome)].join(' or ');

const isMoreThanPaired = [cardHolderSql.paired.isMore, ...all.flatMap(leftOutOfPaired)].join(' or ');

/** Of whomever a paired look is enough for: what nobody has by then is not asked again. */
const isPaired = [cardHolderSql.plain.isMore, ...paired.flatMap(([name]) => askedOfSome(name))].join(' or ');

const enough = `case when ${isMoreThanPaired} then 'whole' when ${isPaired} then 'paired' else 'plain' end`;

function askedOfSome(name: PartName): readonly string[] {
  const { askedOf } = readerParts[name];
  return askedOf === 'everybody' ? [] : [`coalesce(${askedOf(knownNow)}, false)`];
}

function leftOutOfPaired(name: PartName): readonly string[] {
  const { paired: less } = readerParts[name];
  if (less === undefined) return askedOfSome(name);
  return less === 'as-whole' ? [] : [less.isMore];
}

/**
 * PostgreSQL sets up the plan of whatever is asked in each batch, also where none of it is run: all of it is two thirds of what looking
 * at one of the staff takes. A plain look leaves out what is asked of few, a paired one what is asked of few visitors and of few who lead
 * one; each says of whom it should not have.
 */
export const looks = {
  plain: {
    name: 'now plainly',
    versions: knownNow,
    ground: cardHolderSql.plain,
    parts: ofEverybody.map(whole),
    enough: `case when ${isMoreThanPlain} then 'whole' else 'plain' end`,
  },
  paired: { name: 'now paired', versions: knownNow, ground: cardHolderSql.paired, parts: paired, enough },
  whole: { name: 'now', versions: knownNow, ground: cardHolderSql, parts: all.map(whole), enough },
  past: {
    name: 'then',
    versions: knownThen,
    ground: cardHolderSql,
    parts: all.map(whole),
    enough: `'whole'`,
  },
} as const satisfies Readonly<Record<LookNow | 'past', Look>>;
