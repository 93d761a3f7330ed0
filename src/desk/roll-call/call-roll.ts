import type { Certainty } from '../../log/entry/effects.ts';

/** What is known of somebody who is, or may be, in the building. */
export type KnownOf = {
  readonly person: string;
  /** A kind of person; `visitor` for a member of a visit; null = not registered any more. */
  readonly kind: string | null;
  readonly visit: string | null;
  /** Of a visitor whom the desk took in and has not let go. */
  readonly checkedInAt: Date | null;
  /** Where the log has them; null = nobody knows. */
  readonly zone: string | null;
  readonly certainty: Certainty | null;
  readonly since: Date | null;
};

/** The last read of somebody since the emergency began; `zone` is where they stood. */
export type ReadSince = { readonly zone: string | null; readonly at: Date };

/** What a roll is called from. */
export type RollFacts = {
  readonly known: readonly KnownOf[];
  /** When the emergency began; undefined = there is none. */
  readonly since: Date | undefined;
  readonly reads: ReadonlyMap<string, ReadSince>;
  readonly outside: ReadonlySet<string>;
};

/** One line of a roll call: where somebody is, or that nobody knows, and where they were last. */
export type RollLine = Pick<KnownOf, 'person' | 'kind' | 'visit'> & {
  readonly zone: string | null;
  readonly certainty: Certainty | 'unknown';
  /** Since when it is known; of unknown place, when they were last known of. */
  readonly since: Date | null;
  /** Of unknown place: the zone they were last known in. */
  readonly lastZone: string | null;
};

/**
 * Everyone to be accounted for, those of unknown place first, then by zone, then by person. In an emergency whoever was neither
 * read nor seen since it began is of unknown place, whatever the log has of them from before; whoever was seen outside is in the
 * roll as found. Whoever had left before is in no roll.
 */
export function callRoll(facts: RollFacts): readonly RollLine[] {
  return facts.known
    .flatMap((known) => lineOf(known, facts))
    .map((line) => ({ line, order: orderOf(line) }))
    .toSorted((one, other) => compare(one.order, other.order))
    .map(({ line }) => line);
}

function lineOf(known: KnownOf, { since, reads, outside }: RollFacts): readonly RollLine[] {
  const { person, kind, visit, zone, certainty } = known;
  const who = { person, kind, visit };
  const isFresh = since === undefined || (known.since !== null && known.since >= since);
  if (zone !== null && outside.has(zone) && (since === undefined || !isFresh)) return [];
  if (zone !== null && certainty !== null && isFresh) {
    return [{ ...who, zone, certainty, since: known.since, lastZone: null }];
  }
  const read = reads.get(person);
  if (read !== undefined && read.zone !== null) {
    return [{ ...who, zone: read.zone, certainty: 'inferred', since: read.at, lastZone: null }];
  }
  const lastKnown = zone === null ? known.checkedInAt : known.since;
  return [{ ...who, zone: null, certainty: 'unknown', since: lastKnown ?? known.since, lastZone: zone }];
}

/** A place in the roll: the text a page goes on behind. Codes of zones begin with a letter or digit, so nothing sorts first. */
export function orderOf({ zone, person }: Pick<RollLine, 'zone' | 'person'>): string {
  return `${zone ?? ''}.${person}`;
}

/** By bytes, as a cursor is compared. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
