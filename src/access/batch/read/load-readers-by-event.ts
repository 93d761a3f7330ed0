import type { CardRead } from '../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/take-heads.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { Versions } from '../../../people/at-the-door/reader-part.ts';
import type { Way } from '../../rules/site-rules.ts';
import type { Reader } from '../reader-parts.ts';
import { loadReaders } from './load-readers.ts';
import type { ReadSource } from './read-source.ts';

/** A card read, and the card it shows; undefined = the reader could not tell one. */
export type Read<Shown extends ShownCard> = {
  readonly received: ReceivedEvent;
  readonly shown: Shown | undefined;
};

/** The card of a read, shown for the passage on this way. */
export function shownOn({ from, to }: Way, { card }: CardRead): ShownCard | undefined {
  return card && { key: card, from: from.id, to: to.id };
}

/** Reads everything known of whoever made these reads; undefined = no such card. */
export async function loadReadersByEvent<Shown extends ShownCard>(
  client: UnderHead,
  siteId: string,
  versions: Versions,
  reads: readonly Read<Shown>[],
  sourceOf: (shown: readonly Shown[]) => ReadSource,
): Promise<ReadonlyMap<ReceivedEvent, Reader | undefined>> {
  const withCard = reads.flatMap(({ received, shown }) => (shown === undefined ? [] : [{ received, shown }]));
  const sources = withCard.length === 0 ? [] : [sourceOf(withCard.map(({ shown }) => shown))];
  const [readers = []] = await loadReaders(client, siteId, versions, sources);
  return new Map([
    ...reads.map(({ received }) => [received, undefined] as const),
    ...withCard.map(({ received }, index) => [received, readers[index]] as const),
  ]);
}
