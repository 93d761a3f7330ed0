import type { ClientBase } from 'pg';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import { ministryLogId } from '../../../kernel/ids.ts';
import type { CardHolder } from '../../../people/at-the-door/card-holder.ts';
import { loadCardHoldersKnownAt } from '../../../people/at-the-door/load-card-holders.ts';
import type { KnownRules } from '../../../zones/rules/load-site-rules.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { ReadWorld } from '../answer/answer-card-read.ts';
import { loadPlaces, type PlaceRow } from './load-places.ts';

/** What reads are weighed against besides the state of the site. */
export type WorldReading = Pick<ReadWorld, 'rulesFor' | 'holderOf'> & {
  /** Where they are who held the cards of late reads then; those of live reads are in the state. */
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
  rules: SiteRules,
  cache: RulesCache,
): Promise<WorldReading> {
  const reads = events.flatMap((received) => {
    const event = eventOf(received);
    return event?.kind === 'card-read' && event.card !== undefined
      ? [{ received, reader: event.reader, key: event.card, at: new Date(event.at) }]
      : [];
  });
  if (reads.length === 0) return { rulesFor: () => rules, holderOf: () => undefined, places: [] };
  const thens = await loadSeqsAt(
    client,
    siteId,
    reads.map(({ at }) => at),
  );
  const moments = reads.map((_, index) => thens[index] ?? { siteSeq: 0, ministrySeq: 0 });
  const versions = await cache.loadKnownAt(client, siteId, rules, moments);
  const rulesFor = new Map(
    reads.map(({ received, reader }, index) => [received, withReader(reader, versions[index], rules)]),
  );
  const known = reads.flatMap(({ received, reader, key }, index) => {
    const way = rulesFor.get(received)?.wayOf(reader)?.way;
    const then = moments[index];
    return way === undefined || then === undefined
      ? []
      : [{ received, key, from: way.from.id, to: way.to.id, ...then }];
  });
  const holders = await loadCardHoldersKnownAt(client, siteId, known);
  const holderOf = new Map<ReceivedEvent, CardHolder | undefined>(
    known.map(({ received }, index) => [received, holders[index]]),
  );
  const persons = [...new Set(holders.flatMap((holder) => holder?.person?.id ?? []))];
  return {
    places: await loadPlaces(client, siteId, { persons, doors: [], zones: [] }),
    rulesFor: (received) => rulesFor.get(received) ?? rules,
    holderOf: (received) => holderOf.get(received),
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
