import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import { ministryLogId } from '../../../kernel/ids.ts';
import type { UnderHead } from '../../../log/take-heads.ts';
import type { KnownRules } from '../../../zones/rules/load-site-rules.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { ReadFacts } from '../batch-facts.ts';
import { cardsShownThen } from './cards-shown.ts';
import { knownThen, loadReaders } from './load-readers.ts';
import { cardsOf, readersByEvent, shownOn } from './readers-by-event.ts';

/**
 * What this service knew when each late read was made: card, person, permission by the seqs of both logs then, plan and
 * schedules by the site's rules version then.
 */
export async function loadLate(
  client: UnderHead,
  siteId: string,
  events: readonly ReceivedEvent[],
  present: SiteRules,
  cache: RulesCache,
): Promise<ReadonlyMap<ReceivedEvent, ReadFacts>> {
  const late = events.flatMap((received) => {
    const event = eventOf(received);
    return event?.kind === 'card-read' ? [{ received, event, at: new Date(event.at) }] : [];
  });
  if (late.length === 0) return new Map();
  const moments = await loadSeqsAt(
    client,
    siteId,
    late.map(({ at }) => at),
  );
  const versions = await cache.loadKnownAt(client, siteId, present, moments);
  const reads = late.flatMap(({ received, event }, index) => {
    const rules = withReader(event.reader, versions[index], present);
    const way = rules.wayOf(event.reader)?.way;
    const then = moments[index];
    if (way === undefined || then === undefined) return [];
    const shown = shownOn(way, event);
    const rulesUsed = { policy: rules.policy, site: rules.rulesSeq, ministry: then.ministrySeq };
    return [{ received, rules, rulesUsed, shown: shown && { ...shown, ...then } }];
  });
  const [readers] = await loadReaders(client, siteId, knownThen, [cardsShownThen(cardsOf(reads))]);
  const readerOf = readersByEvent(reads, readers);
  return new Map(
    reads.map(({ received, rules, rulesUsed }) => {
      return [received, { rules, rulesUsed, reader: readerOf.get(received) }];
    }),
  );
}

/**
 * A reader younger than the moment it names has a clock that stands back: the present plan says where it hangs, for
 * a device's clock is never a reason to refuse.
 */
function withReader(reader: string, then: SiteRules | undefined, present: SiteRules): SiteRules {
  return then?.wayOf(reader) === undefined ? present : then;
}

/** The last seqs of both logs recorded by each of these moments. */
async function loadSeqsAt(
  client: UnderHead,
  siteId: string,
  moments: readonly Date[],
): Promise<readonly KnownRules[]> {
  const { rows } = await client.query<KnownRules>({
    name: 'load-seqs-at',
    text: `
      select ${lastBy('$1')} as "siteSeq", ${lastBy('$2')} as "ministrySeq"
      from unnest($3::timestamptz[]) with ordinality as m(at, place) order by m.place`,
    values: [siteId, ministryLogId, moments],
  });
  return rows;
}

/** The month itself is looked into first: one partition instead of all. */
function lastBy(log: '$1' | '$2'): string {
  const last = (bounds: string) => `(select seq from entries where site_id = ${log} and ${bounds}
    order by recorded_at desc, seq desc limit 1)`;
  const month = `date_trunc('month', m.at, 'UTC')`;
  return `coalesce(${last(`recorded_at <= m.at and recorded_at >= ${month}`)}, ${last(`recorded_at < ${month}`)}, 0)`;
}
