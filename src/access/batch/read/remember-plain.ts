import type { CardKey } from '../../../kernel/card-key.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { SiteState } from '../../state/site-state.ts';
import type { FoundReader } from './load-readers.ts';

/**
 * What this instance remembers of its last look at cards and doors: whose a plain look was enough for, and where nobody waited. It is no
 * fact and decides nothing (I5): it says what may be left out of the next question, and the answer says where that was wrong.
 */
export type PlainBefore = {
  /** Whether a plain look at each of these cards was enough last time; never of cards that were not seen yet. */
  readonly werePlain: (siteId: string, shown: readonly ShownCard[]) => boolean;
  /** Those of the doors at which somebody may wait. */
  readonly notQuiet: (siteId: string, doors: readonly string[]) => readonly string[];
  /** Notes what was found of these cards, in their order, and that nobody waits at these doors. */
  readonly saw: (siteId: string, seen: Seen) => void;
  /** Notes what a batch changed: whoever leads somebody now, and where somebody waits now. */
  readonly changed: (siteId: string, state: Pick<SiteState, 'custody' | 'waits'>) => void;
};

type Seen = {
  readonly shown: readonly ShownCard[];
  readonly readers: readonly (FoundReader | undefined)[];
  readonly quiet: readonly string[];
};

/** Of one site. Who has a card may change: the next look tells, and this only guesses. */
type OfSite = {
  readonly personOf: Map<string, string>;
  readonly plain: Set<string>;
  readonly quiet: Set<string>;
};

/** So many cards of a site are remembered, some 10 MB; beyond that all are looked at anew. */
const cardsKept = 50_000;

export function rememberPlain(): PlainBefore {
  const sites = new Map<string, OfSite>();

  function of(siteId: string): OfSite {
    const known = sites.get(siteId) ?? { personOf: new Map(), plain: new Set(), quiet: new Set() };
    sites.set(siteId, known);
    return known;
  }

  return {
    werePlain(siteId, shown) {
      const { personOf, plain } = of(siteId);
      return shown.every(({ key }) => plain.has(personOf.get(textOf(key)) ?? ''));
    },
    notQuiet(siteId, doors) {
      const { quiet } = of(siteId);
      return doors.filter((door) => !quiet.has(door));
    },
    saw(siteId, seen) {
      const { personOf, plain, quiet } = of(siteId);
      if (personOf.size > cardsKept) {
        personOf.clear();
        plain.clear();
      }
      for (const [index, { key }] of seen.shown.entries()) {
        const reader = seen.readers[index];
        const person = reader?.holder.person?.id;
        if (reader === undefined || person === undefined) continue;
        personOf.set(textOf(key), person);
        if (reader.plain) plain.add(person);
        else plain.delete(person);
      }
      for (const door of seen.quiet) quiet.add(door);
    },
    changed(siteId, { custody, waits }) {
      const { plain, quiet } = of(siteId);
      for (const { escort } of custody.values()) plain.delete(escort);
      for (const { door } of waits.values()) quiet.delete(door);
    },
  };
}

function textOf({ format, facility, number }: CardKey): string {
  return `${format} ${facility} ${number}`;
}
