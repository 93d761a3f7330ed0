import type { ClientBase } from 'pg';
import type { CardHolder, CardKey, KnownAt } from './card-holder.ts';
import { type CardHolderRow, cardHolderOf } from './card-holder-row.ts';
import { permissionStatesInForce } from './permission-lifecycle.ts';

/**
 * What is known now of the presented cards, in the order of `keys`; undefined = no such card.
 * Read it in a statement after the one that took the site's head: then no acknowledged stop is missed (I5).
 */
export async function loadCardHolders(
  client: ClientBase,
  siteId: string,
  keys: readonly CardKey[],
): Promise<readonly (CardHolder | undefined)[]> {
  const { rows } = await client.query<CardHolderRow>({
    name: 'load-card-holders',
    text: selectCardHolders,
    values: [siteId, ...cardColumns(keys)],
  });
  return inOrder(keys.length, rows);
}

/** Keys as the columns $2 to $4 of `selectCardHolders`: formats, facilities, numbers. */
export function cardColumns(keys: readonly CardKey[]): readonly (readonly string[])[] {
  return [keys.map((key) => key.format), keys.map((key) => key.facility), keys.map((key) => key.number)];
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
      ...cardColumns(reads.map((read) => read.key)),
      reads.map((read) => read.ministrySeq),
      reads.map((read) => read.siteSeq),
    ],
  });
  return inOrder(reads.length, rows);
}

function inOrder(length: number, rows: readonly CardHolderRow[]): readonly (CardHolder | undefined)[] {
  const holders: (CardHolder | undefined)[] = new Array(length).fill(undefined);
  for (const row of rows) holders[row.place - 1] = cardHolderOf(row);
  return holders;
}

type Version = (alias: string) => string;

const current: Version = (alias) => `${alias}.until_seq is null`;

const knownAt =
  (seq: string): Version =>
  (alias) =>
    `${alias}.from_seq <= read.${seq} and (${alias}.until_seq is null or ${alias}.until_seq > read.${seq})`;

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

/**
 * Each table by its key and `limit 1`: a join on `unnest` would wait for statistics to be planned well.
 * Zones come as one text: forty of them as a JSON array cost as much as all the rest.
 */
function holdersSql(reads: string, ofMinistry: Version, ofSite: Version): string {
  return `
    select read.place::int as place,
      card.card_id as "cardId", card.state as "cardState", card.active_from as "activeFrom",
      card.expires_at as "expiresAt", card.from_seq as "cardSeq",
      person.person_id as "personId", person.kind as "personKind", person.state as "personState",
      person.organisation_id as "organisationId", person.from_seq as "personSeq",
      contract.contract_id as "contractId", contract.valid_until as "contractEndsAt",
      contract.from_seq as "contractSeq", held.permissions
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
      select json_agg(json_build_object(
        'id', s.permission_id, 'zoneIds', array_to_string(s.zone_ids, ' '), 'scheduleId', s.schedule_id,
        'startsAt', date_part('epoch', s.valid_from), 'endsAt', date_part('epoch', least(s.valid_until, s.review_by)),
        'duringLockdown', s.during_lockdown,
        'identity', coalesce(jsonb_typeof(s.outsider -> 'identity') = 'object', false),
        'review', coalesce(jsonb_typeof(s.outsider -> 'review') = 'object', false),
        'fromSeq', s.from_seq)) as permissions
      from standing_permissions s
      where s.site_id = $1 and s.person_id = person.person_id and s.state in (${inForce}) and ${ofSite('s')}
    ) held on true`;
}

/** One row a known card, at the site $1: its `CardHolderRow`. Stands alone or within a statement that asks for more. */
export const selectCardHolders = holdersSql(
  '($2::text[], $3::text[], $4::text[]) with ordinality as read(format, facility, number, place)',
  current,
  current,
);

const holdersKnownAt = {
  name: 'load-card-holders-known-at',
  text: holdersSql(
    `($2::text[], $3::text[], $4::text[], $5::int8[], $6::int8[])
      with ordinality as read(format, facility, number, ministry_seq, site_seq, place)`,
    knownAt('ministry_seq'),
    knownAt('site_seq'),
  ),
};
