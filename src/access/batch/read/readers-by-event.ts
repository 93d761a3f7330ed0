import type { CardRead } from '../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../gateways/receive-events.ts';
import { canonicalCardKey } from '../../../kernel/canonical-card-key.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { Way } from '../../rules/site-rules.ts';
import type { Reader } from '../reader-parts.ts';

/** A card read, and the card it shows; undefined = the reader could not tell one. */
export type Read<Shown extends ShownCard> = {
  readonly received: ReceivedEvent;
  readonly shown: Shown | undefined;
};

/** The card of a read in its one spelling, shown for the passage on this way. */
export function shownOn({ door, from, to }: Way, { card }: CardRead): ShownCard | undefined {
  return card && { key: canonicalCardKey(card), from: from.id, to: to.id, door: door.id };
}

/** The cards that these reads show, in their order. */
export function cardsOf<Shown extends ShownCard>(reads: readonly Read<Shown>[]): readonly Shown[] {
  return reads.flatMap(({ shown }) => shown ?? []);
}

/** Who made each of these reads, of `readers` in the order of `cardsOf`; undefined = no such card, or none to be told. */
export function readersByEvent(
  reads: readonly Read<ShownCard>[],
  readers: readonly (Reader | undefined)[] = [],
): ReadonlyMap<ReceivedEvent, Reader | undefined> {
  const byEvent = new Map<ReceivedEvent, Reader | undefined>();
  let card = 0;
  for (const { received, shown } of reads) {
    byEvent.set(received, shown && readers[card]);
    if (shown !== undefined) card += 1;
  }
  return byEvent;
}
