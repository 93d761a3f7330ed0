import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';
import type { CardHolder, KnownAt, ShownCard } from './card-holder.ts';
import { type CardHolderRow, cardHoldersOf } from './card-holder-row.ts';

/**
 * What is known now of the presented cards, in the order of `shown`; undefined = no such card.
 * Read it in a statement after the one that took the site's head: then no acknowledged stop is missed (I5).
 */
export async function loadCardHolders(
  client: ClientBase,
  siteId: string,
  shown: readonly ShownCard[],
): Promise<readonly (CardHolder | undefined)[]> {
  const { rows } = await client.query<CardHolderRow>({
    name: 'load-card-holders',
    text: selectCardHolders,
    values: [siteId, ...shownColumns(shown)],
  });
  return cardHoldersOf(shown.length, rows);
}

/** What was shown as the columns $2 to $6 of `selectCardHolders`. */
export function shownColumns(shown: readonly ShownCard[]): readonly string[] {
  return [
    arrayText(shown.map(({ key }) => key.format)),
    arrayText(shown.map(({ key }) => key.facility)),
    arrayText(shown.map(({ key }) => key.number)),
    arrayText(shown.map(({ from }) => from)),
    arrayText(shown.map(({ to }) => to)),
  ];
}

/** What was known of the presented cards at the given seqs of the ministry's and the site's log; otherwise as {@link loadCardHolders}. */
export async function loadCardHoldersKnownAt(
  client: ClientBase,
  siteId: string,
  reads: readonly KnownAt[],
): Promise<readonly (CardHolder | undefined)[]> {
  const { rows } = await client.query<CardHolderRow>({
    ...holdersKnownAt,
    values: [
      siteId,
      ...shownColumns(reads),
      arrayText(reads.map((read) => read.ministrySeq)),
      arrayText(reads.map((read) => read.siteSeq)),
    ],
  });
  return cardHoldersOf(reads.length, rows);
}

type Version = (alias: string) => string;

const current: Version = (alias) => `${alias}.until_seq is null`;

const knownAt =
  (seq: string): Version =>
  (alias) =>
    `${alias}.from_seq <= read.${seq} and (${alias}.until_seq is null or ${alias}.until_seq > read.${seq})`;

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

const milliseconds = (instant: string) => `1000 * date_part('epoch', ${instant})`;

/**
 * Each table by its key and `limit 1`: a join on `unnest` would wait for statistics to be planned well. Of a permission's
 * zones only the two asked about are looked at: forty of them as one text cost more than all the rest.
 */
function holdersSql(reads: string, ofMinistry: Version, ofSite: Version): string {
  return `
    select read.place::int as place,
      card.card_id as "cardId", card.state as "cardState", ${milliseconds('card.active_from')} as "activeFrom",
      ${milliseconds('card.expires_at')} as "expiresAt", card.from_seq as "cardSeq",
      person.person_id as "personId", person.kind as "personKind", person.state as "personState",
      person.organisation_id as "organisationId", person.from_seq as "personSeq",
      contract.contract_id as "contractId", ${milliseconds('contract.valid_until')} as "contractEndsAt",
      contract.from_seq as "contractSeq", held.*
    from unnest${reads}
    cross join lateral (
      select * from cards c
      where c.number = read.number and c.facility = read.facility and c.format = read.format and ${ofMinistry('c')}
      limit 1
    ) card
    left join lateral (
      select * from persons p where p.person_id = card.person_id and ${ofMinistry('p')} limit 1
    ) person on true
    left join lateral (
      select * from contracts k where k.contract_id = person.contract_id and ${ofMinistry('k')} limit 1
    ) contract on true
    left join lateral (
      select s.permission_id as "permissionId", read.to_zone = any(s.zone_ids) as "coversTo",
        read.from_zone = any(s.zone_ids) as "coversFrom", s.schedule_id as "scheduleId",
        ${milliseconds('s.valid_from')} as "startsAt", ${milliseconds('least(s.valid_until, s.review_by)')} as "endsAt",
        s.during_lockdown as "duringLockdown",
        coalesce(jsonb_typeof(s.outsider -> 'identity') = 'object', false) as "identity",
        coalesce(jsonb_typeof(s.outsider -> 'review') = 'object', false) as "review", s.from_seq as "permissionSeq"
      from standing_permissions s
      where s.site_id = $1 and s.person_id = person.person_id and s.state in (${inForce}) and ${ofSite('s')}
        and (read.to_zone = any(s.zone_ids) or read.from_zone = any(s.zone_ids))
    ) held on true`;
}

/** The rows of each known card, at the site $1: `CardHolderRow`s. Stands alone or within a statement that asks for more. */
export const selectCardHolders = holdersSql(
  `($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    with ordinality as read(format, facility, number, from_zone, to_zone, place)`,
  current,
  current,
);

const holdersKnownAt = {
  name: 'load-card-holders-known-at',
  text: holdersSql(
    `($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::int8[])
      with ordinality as read(format, facility, number, from_zone, to_zone, ministry_seq, site_seq, place)`,
    knownAt('ministry_seq'),
    knownAt('site_seq'),
  ),
};
