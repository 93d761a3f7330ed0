import type { ClientBase } from 'pg';

/** How much `fillSites` puts in: so many sites, each with so many persons who hold a card and may pass there. */
const sites = 20;
const persons = 500;

/** Fills what a batch reads, behind the service's back: rows of many sites in every table. */
export async function fillSites(client: ClientBase): Promise<void> {
  for (const text of fills) await client.query(text);
}

const site = `('00000000-0000-7000-8000-1' || lpad(site::text, 11, '0'))::uuid`;
const person = `('00000000-0000-7000-8000-2' || lpad(person::text, 11, '0'))::uuid`;
const everySite = `generate_series(1, ${sites}) site`;
const everyPerson = `generate_series(1, ${persons}) person`;
const everyPair = `${everySite}, ${everyPerson}`;

const fills = [
  `insert into heads (site_id, epoch, seq, recorded_at, rules_seq, system_identifier, timeline)
    select ${site}, gen_random_uuid(), ${persons}, now(), 1, 'x', 1 from ${everySite}`,
  `insert into persons (person_id, from_seq, kind, state, name)
    select ${person}, 1, 'staff', 'active', 'x' from ${everyPerson}`,
  `insert into contracts (contract_id, from_seq, company, purpose, organisation_id, valid_from, valid_until)
    select ${person}, 1, 'x', 'x', ${person}, now(), now() from ${everyPerson}`,
  `insert into cards (card_id, from_seq, format, facility, number, person_id, state, active_from)
    select ${person}, 1, 'wiegand-26', '1', person::text, ${person}, 'active', now() from ${everyPerson}`,
  `insert into loans (site_id, card_id, from_seq, holder_id, basis, due_at)
    select ${site}, ${person}, 1, ${person}, 'visit', now() from ${everyPair}`,
  `insert into admissions (site_id, member_id, from_seq, day, visit_id, ends_at, open, zone_ids, identity_zone_ids,
      reviewed_zone_ids, escort_ids, escort_organisation_ids)
    select ${site}, ${person}, 1, now(), ${person}, now(), true, array['hall', 'office'], array['hall'], array['hall'],
      array[${person}], array[${person}] from ${everyPair}`,
  `insert into standing_permissions (site_id, permission_id, from_seq, person_id, zone_ids, schedule_id, state, valid_from,
      valid_until, during_lockdown, applicant_id, purpose, approvals)
    select ${site}, ${person}, 1, ${person}, array['hall', 'office'], 'day', 'approved', now(), now(), false, ${person}, 'x', '[]'
    from ${everyPair}`,
  `insert into presence (site_id, person_id, zone_id, certainty, since, since_seq)
    select ${site}, ${person}, 'hall', 'assumed', now(), 1 from ${everyPair}`,
  `insert into waits (site_id, person_id, card_id, door_id, from_zone, to_zone, until, why, since_seq)
    select ${site}, ${person}, ${person}, person::text, 'hall', 'office', now(), 'second-person', 1 from ${everyPair}`,
  `insert into custody (site_id, visitor_id, escort_id, since, since_seq, mode, basis)
    select ${site}, ${person}, ${person}, now(), 1, 'read', 'visit' from ${everyPair}`,
  `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, verdict, text)
    select ${site}, person, now(), now(), 'card-read', 'machine', 'gateway', ${person}, 'grant', '{}' from ${everyPair}`,
  `insert into receipts (site_id, gateway_id, epoch, gateway_seq, digest, seq, recorded_at, answer)
    select ${site}, 'gateway', ${site}, person, '\\x00', person, now(), '{}' from ${everyPair}`,
  `insert into event_conflicts (site_id, gateway_id, epoch, gateway_seq, digest, recorded_at, answer)
    select ${site}, 'gateway', ${site}, person, '\\x00', now(), '{}' from ${everyPair}`,
  `insert into gateway_epochs (site_id, gateway_id, epoch, seen, first_seq, newest_seq, started_at)
    select ${site}, 'gateway', ${person}, '{[1,500)}', 1, 499, now() from ${everyPair}`,
  `insert into gateway_holes (site_id, gateway_id, epoch, from_seq, to_seq, since, state)
    select ${site}, 'gateway', ${site}, 2 * person, 2 * person, now(), 'missing' from ${everyPair}`,
  `insert into gateway_states (site_id, gateway_id, heard_at) select ${site}, person::text, now() from ${everyPair}`,
  `insert into quarantined_events (site_id, seq, gateway_id, received, fault, recorded_at)
    select ${site}, person, 'gateway', '{}', 'x', now() from ${everyPair}`,
  `insert into deadlines (site_id, kind, ref, due_at)
    select ${site}, 'passage-not-taken', ${person}::text, now() from ${everyPair}`,
  `insert into alarms (site_id, raised_seq, ordinal, kind, person_id, state, active, priority, raised_at)
    select ${site}, person, 0, 'passback', ${person}, 'raised', true, 1, now() from ${everyPair}`,
  `insert into conditions (site_id, condition, place, since, since_seq)
    select ${site}, 'tamper', person::text, now(), 1 from ${everyPair}`,
  `insert into door_states (site_id, door_id, position, since, since_seq)
    select ${site}, person::text, 'open', now(), 1 from ${everyPair}`,
  `insert into plan_elements (site_id, kind, element_id, from_seq, body)
    select ${site}, 'zone', person::text, 1, '{}' from ${everyPair}`,
  `insert into api_tokens (token_id, hash, holder_type, holder_id, created_at, expires_at)
    select person::text, '\\x00', 'machine', 'x', now(), now() from ${everyPerson}`,
  `insert into api_tokens (token_id, hash, holder_type, holder_id, site_id, created_at, expires_at)
    select gen_random_uuid()::text, '\\x00', 'gateway', 'gateway', ${site}, now(), now() from ${everyPair}`,
] as const;
