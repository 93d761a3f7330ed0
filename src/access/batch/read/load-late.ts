import type { ClientBase } from 'pg';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import { ministryLogId } from '../../../kernel/ids.ts';
import { loadCardHoldersKnownAt } from '../../../people/at-the-door/load-card-holders.ts';
import type { KnownRules } from '../../../zones/rules/load-site-rules.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { ReadFacts } from '../batch-facts.ts';
import { loadPlaces, type PlaceRow } from './load-places.ts';

/** Late card reads, and where they are who held the cards then. */
export type LateReads = {
  readonly reads: ReadonlyMap<ReceivedEvent, ReadFacts>;
  readonly places: readonly PlaceRow[];
};

/**
 * What this service knew when each late read was made: card, person, permission by the seqs of both logs then, plan and
 * schedules by the site's rules version then.
 */
export async function loadLate(
  client: ClientBase,
  siteId: string,
  events: readonly ReceivedEvent[],
  present: SiteRules,
  cache: RulesCache,
): Promise<LateReads> {
  const reads = events.flatMap((received) => {
    const event = eventOf(received);
    return event?.kind === 'card-read' ? [{ received, event, at: new Date(event.at) }] : [];
  });
  if (reads.length === 0) return { reads: new Map(), places: [] };
  const moments = await loadSeqsAt(
    client,
    siteId,
    reads.map(({ at }) => at),
  );
  const versions = await cache.loadKnownAt(client, siteId, present, moments);
  const found = reads.flatMap(({ received, event }, index) => {
    const rules = withReader(event.reader, versions[index], present);
    const way = rules.wayOf(event.reader)?.way;
    const then = moments[index];
    if (way === undefined || then === undefined) return [];
    return [
      {
        received,
        rules,
        rulesUsed: { policy: rules.policy, site: rules.rulesSeq, ministry: then.ministrySeq },
        shown: event.card && { key: event.card, from: way.from.id, to: way.to.id, ...then },
      },
    ];
  });
  const withCard = found.flatMap(({ received, shown }) => (shown === undefined ? [] : [{ received, shown }]));
  const holders = await loadCardHoldersKnownAt(
    client,
    siteId,
    withCard.map(({ shown }) => shown),
  );
  const holderOf = new Map(withCard.map(({ received }, index) => [received, holders[index]]));
  const persons = [...new Set(holders.flatMap((holder) => holder?.person?.id ?? []))];
  return {
    places: await loadPlaces(client, siteId, { persons, doors: [], zones: [] }),
    reads: new Map(
      found.map(({ received, rules, rulesUsed }) => {
        return [received, { rules, rulesUsed, holder: holderOf.get(received) }];
      }),
    ),
  };
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
  client: ClientBase,
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
