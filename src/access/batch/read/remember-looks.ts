import type { CardKey } from '../../../kernel/card-key.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { SiteState } from '../../state/site-state.ts';
import type { FoundReader } from './load-readers.ts';
import { type LookNow, leastReaching } from './looks.ts';

/**
 * What this instance remembers of its last look at cards and doors: which look was enough for whom, and where nobody waited. It is no
 * fact and decides nothing (I5): it says what may be left out of the next question, and the answer says where that was wrong.
 */
export type LooksBefore = {
  /** The least look that was enough last time for all these cards, and for whoever waits at these doors. */
  readonly enoughFor: (siteId: string, shown: readonly ShownCard[], doors: readonly string[]) => LookNow;
  /** Those of the doors at which somebody may wait. */
  readonly notQuiet: (siteId: string, doors: readonly string[]) => readonly string[];
  /** Notes what was found of these cards, in their order, and of whoever waits, and that nobody waits at these doors. */
  readonly saw: (siteId: string, seen: Seen) => void;
  /** Notes what a batch changed: whoever leads somebody now, or may follow them, and where somebody waits now. */
  readonly changed: (siteId: string, state: Pick<SiteState, 'custody' | 'waits'>) => void;
};

type Seen = {
  readonly shown: readonly ShownCard[];
  readonly readers: readonly (FoundReader | undefined)[];
  readonly waiting: readonly FoundReader[];
  readonly quiet: readonly string[];
};

/** Of one site. Who has a card may change: the next look tells, and this only guesses. */
type OfSite = {
  readonly personOf: Map<string, string>;
  readonly enough: Map<string, LookNow>;
  /** By door, for whoever waits there; `quiet` = nobody does. */
  readonly doors: Map<string, LookNow | 'quiet'>;
};

/** So many cards of a site are remembered, some 10 MB; beyond that all are looked at anew. */
const cardsKept = 50_000;

/** What is guessed of whoever was not seen yet: one of the staff or a visitor, as most are. */
const ofStrangers: LookNow = 'paired';

export function rememberLooks(): LooksBefore {
  const sites = new Map<string, OfSite>();

  function of(siteId: string): OfSite {
    const known = sites.get(siteId) ?? { personOf: new Map(), enough: new Map(), doors: new Map() };
    sites.set(siteId, known);
    return known;
  }

  return {
    enoughFor(siteId, shown, doors) {
      const { personOf, enough, doors: atDoors } = of(siteId);
      const ofCards = shown.map(({ key }) => enough.get(personOf.get(textOf(key)) ?? '') ?? ofStrangers);
      const ofDoors = doors.flatMap((door) => {
        const known = atDoors.get(door) ?? ofStrangers;
        return known === 'quiet' ? [] : [known];
      });
      return leastReaching([...ofCards, ...ofDoors]);
    },
    notQuiet(siteId, doors) {
      const { doors: atDoors } = of(siteId);
      return doors.filter((door) => atDoors.get(door) !== 'quiet');
    },
    saw(siteId, { shown, readers, waiting, quiet }) {
      const { personOf, enough, doors } = of(siteId);
      if (personOf.size > cardsKept) {
        personOf.clear();
        enough.clear();
      }
      for (const [index, { key }] of shown.entries()) {
        const person = readers[index]?.holder.person?.id;
        if (person !== undefined) personOf.set(textOf(key), person);
      }
      for (const reader of [...readers, ...waiting]) {
        const person = reader?.holder.person?.id;
        if (reader !== undefined && person !== undefined) enough.set(person, reader.enough);
      }
      for (const door of quiet) doors.set(door, 'quiet');
    },
    changed(siteId, { custody, waits }) {
      const { enough, doors } = of(siteId);
      for (const [person, look] of ofCompany(custody)) {
        enough.set(person, leastReaching([look, enough.get(person) ?? ofStrangers]));
      }
      for (const door of new Set([...waits.values()].map((wait) => wait.door))) {
        const there = [...waits].flatMap(([person, wait]) => (wait.door === door ? [person] : []));
        doors.set(door, leastReaching(there.map((person) => enough.get(person) ?? ofStrangers)));
      }
    },
  };
}

/** What whoever leads one, or several, needs from now on, and a ward whose escort went before them. */
function* ofCompany(custody: SiteState['custody']): Iterable<readonly [person: string, look: LookNow]> {
  const led = new Set<string>();
  for (const [ward, { escort, broken }] of custody) {
    yield [escort, led.has(escort) ? 'whole' : 'paired'];
    led.add(escort);
    if (broken?.until !== undefined) yield [ward, 'whole'];
  }
}

function textOf({ format, facility, number }: CardKey): string {
  return `${format} ${facility} ${number}`;
}
