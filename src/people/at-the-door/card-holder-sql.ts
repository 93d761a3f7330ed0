import { milliseconds } from '../../db/milliseconds.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';
import { cardStatesEnded } from '../registry/card-lifecycle.ts';
import type { Versions } from './reader-part.ts';

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

const ended = cardStatesEnded.map((state) => `'${state}'`).join(', ');

const cardColumns = `
    card.card_id as "cardId", card.format as "cardFormat", card.state as "cardState", ${milliseconds('card.active_from')} as "activeFrom",
    ${milliseconds('card.expires_at')} as "expiresAt", card.from_seq as "cardSeq"`;

const personColumns = `
    person.person_id as "personId", person.kind as "personKind", person.state as "personState",
    person.organisation_id as "organisationId", person.from_seq as "personSeq"`;

const cardByKey = ({ ofMinistry }: Versions): string => `
    cross join lateral (
      select * from (
        select * from cards c
        where c.number = read.number and c.facility = read.facility and c.format = read.format and ${ofMinistry('c')}
        order by c.from_seq desc
      ) one
      order by one.state in (${ended}), one.state not in ('stolen', 'lost') limit 1
    ) card`;

const personById = (id: string, { ofMinistry }: Versions): string => `
        select p.person_id, p.kind, p.state, p.organisation_id, p.contract_id, p.from_seq from persons p
        where p.person_id = ${id} and ${ofMinistry('p')}
        order by p.from_seq desc limit 1`;

/** Of a card of the desk whoever has it. */
const holderOrBorrower = (versions: Versions): string => `
    left join lateral (
      select l.holder_id, l.basis, l.from_seq from loans l
      where card.pool_site_id = $1 and l.site_id = $1 and l.card_id = card.card_id and ${versions.ofSite('l')}
      order by l.from_seq desc limit 1
    ) loan on true
    left join lateral (
      (${personById(`coalesce(card.person_id, case when loan.basis <> 'visit' then loan.holder_id end)`, versions)}
      )
      union all
      select loan.holder_id, 'visitor', 'active', null, null, loan.from_seq where loan.basis = 'visit'
      limit 1
    ) person on true`;

const noTwinsNorContract = `
    null::text[] as "twins", null::boolean as "twinOfAnother", ${personColumns},
    null::uuid as "contractId", held.*`;

/** Members of a visit are looked for neither among the persons of the ministry nor among those who hold permissions: nobody of them is there. */
const unlessOfVisit = `case when loan.basis is distinct from 'visit' then person.person_id end`;

const permissionsHeld = ({ ofSite }: Versions, person = 'person.person_id'): string => `
    left join lateral (
      select s.permission_id as "permissionId", read.to_zone = any(s.zone_ids) as "coversTo",
        read.from_zone = any(s.zone_ids) as "coversFrom", s.schedule_id as "scheduleId",
        ${milliseconds('s.valid_from')} as "startsAt", ${milliseconds('least(s.valid_until, s.review_by)')} as "endsAt",
        s.during_lockdown as "duringLockdown",
        coalesce(jsonb_typeof(s.outsider -> 'identity') = 'object', false) as "identity",
        coalesce(jsonb_typeof(s.outsider -> 'review') = 'object', false) as "review", s.from_seq as "permissionSeq"
      from standing_permissions s
      where s.site_id = $1 and s.person_id = ${person} and s.state in (${inForce}) and ${ofSite('s')}
        and (read.to_zone = any(s.zone_ids) or read.from_zone = any(s.zone_ids))
      order by s.from_seq desc
    ) held on true`;

/**
 * The ground of the reader statement: what is known of each card in `read` (`format, facility, number, from_zone,
 * to_zone`) at the site $1, as `CardHolderRow`s. A card that is not there brings no row.
 *
 * Each table by its key, the latest version first. The order is what decides: it keeps a lateral from being pulled up into
 * a join, which would read every permission of every site until the table is analysed, and of indexes that seem equal
 * while a table is empty it names the one by key (64 reads among 20 sites × 5,000 persons, never analysed: 2.8 ms
 * instead of 200). Of a permission's zones only the two asked about are looked at: forty of them as one text cost more
 * than all the rest. Twins are looked for only from a card that `one_spelling_a_card` found to have some; of several the one a
 * guard must know of speaks for all, and those that have ended for none.
 */
export const cardHolderSql = {
  columns: `${cardColumns}, twin.cards as "twins", twin.of_another as "twinOfAnother", ${personColumns},
    contract.contract_id as "contractId", ${milliseconds('contract.valid_from')} as "contractStartsAt",
    ${milliseconds('contract.valid_until')} as "contractEndsAt",
    contract.from_seq as "contractSeq", held.*`,

  joins: (versions: Versions) => `
    ${cardByKey(versions)}
    left join lateral (
      select array_agg(one.card_id::text order by one.card_id) as cards,
        bool_or(one.person_id is distinct from card.person_id or card.pool_site_id is not null) as of_another
      from (
        select * from cards t
        where card.twinned and t.number = card.number and t.facility = card.facility and t.format = card.format
          and t.card_id <> card.card_id and t.state not in (${ended}) and ${versions.ofMinistry('t')}
        order by t.from_seq desc
      ) one
    ) twin on true
    ${holderOrBorrower(versions)}
    left join lateral (
      select k.contract_id, k.valid_from, k.valid_until, k.from_seq from contracts k where k.contract_id = person.contract_id and ${versions.ofMinistry('k')}
      order by k.from_seq desc limit 1
    ) contract on true
    ${permissionsHeld(versions)}`,

  /** The same of 行政事務従事者 with a card of their own, for a third of what PostgreSQL sets up: true of whoever `isMore` is not. */
  plain: {
    columns: `${cardColumns}, ${noTwinsNorContract}`,

    joins: (versions: Versions) => `
    ${cardByKey(versions)}
    left join lateral (${personById('card.person_id', versions)}
    ) person on true
    ${permissionsHeld(versions)}`,

    /** SQL that is true where twins, the desk or a contract have a say in who somebody is, whichever of both asked. */
    isMore: `(
      card.twinned or card.pool_site_id is not null or person.contract_id is not null or person.kind is distinct from 'staff'
    )`,
  },

  /** The same of visitors too, and of whoever else has a card of the desk. */
  paired: {
    columns: `${cardColumns}, ${noTwinsNorContract}`,

    joins: (versions: Versions) => `
    ${cardByKey(versions)}
    ${holderOrBorrower(versions)}
    ${permissionsHeld(versions, unlessOfVisit)}`,

    /** SQL that is true where twins, a contract or another office have a say in who somebody is. */
    isMore: `(card.twinned or person.contract_id is not null or coalesce(person.kind not in ('staff', 'visitor'), false))`,
  },
} as const;
