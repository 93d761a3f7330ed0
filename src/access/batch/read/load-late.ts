import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { ReadFacts } from '../batch-facts.ts';
import type { LateGrounds } from '../late-grounds.ts';
import { cardsShown, cardsShownThen } from './cards-shown.ts';
import { loadReaders } from './load-readers.ts';
import { looks } from './looks.ts';
import { cardsOf, readersByEvent, shownOn } from './readers-by-event.ts';

/** What was known of whoever made each late read when it was made: card, person, permission by the seqs of both logs then. */
export async function loadLate(
  client: UnderHead,
  siteId: string,
  events: readonly ReceivedEvent[],
  grounds: LateGrounds,
  present: SiteRules,
): Promise<ReadonlyMap<ReceivedEvent, ReadFacts>> {
  const reads = events.flatMap((received) => {
    const event = eventOf(received);
    const ground = grounds.get(received);
    if (event?.kind !== 'card-read' || ground === undefined) return [];
    const rules = withReader(event.reader, ground.rules, present);
    const way = rules.wayOf(event.reader)?.way;
    if (way === undefined) return [];
    const shown = shownOn(way, event);
    const rulesUsed = { policy: rules.policy, site: rules.rulesSeq, ministry: ground.then.ministrySeq };
    const { stamp, then } = ground;
    return [{ received, rules, rulesUsed, stamp, shown: shown && { ...shown, ...then } }];
  });
  if (reads.length === 0) return new Map();
  const [readers] = await loadReaders(client, siteId, looks.past, [cardsShownThen(cardsOf(reads))]);
  const readerOf = readersByEvent(reads, readers);
  const unnamed = reads.filter(
    ({ received, stamp }) => stamp.note !== undefined && readerOf.get(received) === undefined,
  );
  const [namedNow] = await loadReaders(client, siteId, looks.whole, [cardsShown(cardsOf(unnamed))]);
  const nowOf = readersByEvent(unnamed, namedNow);
  return new Map(
    reads.map(({ received, rules, rulesUsed, stamp }) => {
      const late = { stamp, readerNow: nowOf.get(received) };
      return [received, { rules, rulesUsed, reader: readerOf.get(received), late }];
    }),
  );
}

/**
 * A reader younger than the moment it names has a clock that stands back: the present plan says where it hangs, for
 * a device's clock is never a reason to refuse.
 */
function withReader(reader: string, then: SiteRules, present: SiteRules): SiteRules {
  return then.wayOf(reader) === undefined ? present : then;
}
