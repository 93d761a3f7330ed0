import type { WardFacts } from './facts/custody-facts.ts';
import type { DoorFacts } from './facts/door-facts.ts';
import type { PassageFacts } from './facts/passage-facts.ts';

/** Where an escort reads, and where they are by what was known before; undefined = nobody knows. */
type Reading = {
  readonly door: Pick<DoorFacts, 'escortCounts'>;
  readonly from: string;
  readonly escortIn: string | undefined;
  readonly emergency: boolean;
};

export function readingOf({
  door,
  from,
  presence,
  site,
}: Pick<PassageFacts, 'door' | 'from' | 'presence' | 'site'>): Reading {
  return { door, from: from.id, escortIn: presence.zone, emergency: site.emergency };
}

/**
 * Whether a ward passes by the read of the escort: one who is answered for by name, and everybody with the escort at a door where
 * the escort counts for all. That reaches to where no escort is asked for any more: whoever was led out goes on by a read or by a
 * declaration of their own, for the two may have parted. Inward nobody does whom their own read would not let in: a visit that was stopped
 * is stopped for whoever is led, too (I5). In an emergency nobody does: whoever was neither read nor seen since it began is of unknown place.
 */
export function goesAlong(
  reading: Reading,
  ward: Pick<WardFacts, 'zone' | 'mode' | 'state' | 'ledOut' | 'admitted'>,
): boolean {
  return ward.admitted && wouldGoAlong(reading, ward);
}

/** The same but for whether they may be there: whoever stays behind for that alone is told of. */
export function wouldGoAlong(
  { door, from, escortIn, emergency }: Reading,
  { zone, mode, state, ledOut }: Pick<WardFacts, 'zone' | 'mode' | 'state' | 'ledOut'>,
): boolean {
  const isBeside = zone === from && (escortIn === undefined || escortIn === from);
  const isTogether = state === 'living' && !ledOut && isBeside;
  return !emergency && isTogether && (mode === 'declared' || door.escortCounts);
}
