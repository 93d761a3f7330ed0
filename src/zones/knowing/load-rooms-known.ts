import type { ClientBase } from 'pg';
import type { Principal } from '../../authority/principal.ts';
import { type Role, roles } from '../../authority/roles.ts';
import { type Seen, seenBy } from '../../authority/seen-by.ts';
import { type SomeZones, visibilityOf } from '../../authority/visibility.ts';
import { concealedSql } from '../plan/concealed-sql.ts';

/**
 * Reads of which hidden rooms (別表1 行6 ※1) of a site somebody knows (ADR 0052): those of their roles, and of those in whose stead they
 * decide; those their own unit keeps; and those that a permission, a permit or a visit of theirs leads to, or a visit of a host whose
 * deputy they are. To anybody else a hidden room is one that the plan does not have.
 */
export async function loadRoomsKnown(
  client: Pick<ClientBase, 'query'>,
  principal: Principal,
  siteId: string,
  now: Date,
): Promise<SomeZones> {
  const { rooms } = visibilityOf(principal, siteId);
  if (rooms === 'all' || principal.actor.type !== 'person') return rooms;
  const { rows } = await client.query<{ readonly room: string }>({
    name: 'load-rooms-known',
    // A visit of yesterday still counts: its day is the site's, whose hours nobody asks for here.
    text: `
      select room.element_id as room from plan_elements room
      where room.site_id = $1 and room.kind = 'zone' and room.until_seq is null
        and ${concealedSql('room.body')}
        and (
          exists (
            select from persons one
            where one.person_id = $2 and one.until_seq is null
              and one.organisation_id::text = room.body ->> 'organisation')
          or exists (
            select from officer_deputies deputy
            where deputy.site_id = $1 and deputy.person_id = $2 and deputy.until_seq is null
              and deputy.valid_from <= $3 and deputy.valid_until > $3
              and (deputy.role = any($4::text[])
                or deputy.role = any($5::text[]) and coalesce(deputy.scope, room.element_id) = room.element_id))
          or exists (
            select from standing_permissions permission
            where permission.site_id = $1 and permission.person_id = $2 and permission.until_seq is null
              and permission.state in ('approved', 'to-review') and permission.valid_until > $3
              and room.element_id = any(permission.zone_ids))
          or exists (
            select from permits permit
            where permit.site_id = $1 and permit.until_seq is null
              and permit.state in ('approved', 'filed', 'in-use') and permit.valid_until > $3
              and (permit.applicant_id = $2 or permit.concerned_ids @> array[$2::uuid])
              and room.element_id = any(permit.zone_ids))
          or exists (
            select from destinations destination
            join visits visit
              on visit.site_id = $1 and visit.visit_id = destination.visit_id and visit.until_seq is null
            where destination.site_id = $1 and destination.until_seq is null
              and destination.host_id in (
                select $2
                union all
                select deputy.host_id from deputies deputy
                join persons host
                  on host.person_id = deputy.host_id and host.until_seq is null and host.state = 'active'
                where deputy.site_id = $1 and deputy.person_id = $2 and deputy.until_seq is null
                  and deputy.valid_from <= $3 and deputy.valid_until > $3)
              and visit.state <> 'cancelled'
              and visit.days[cardinality(visit.days)] >= ($3::timestamptz - interval '1 day')::date
              and room.element_id = any(destination.zone_ids)))`,
    values: [siteId, principal.actor.id, now, rolesSeeing('all'), rolesSeeing('own')],
  });
  return new Set([...rooms, ...rows.map(({ room }) => room)]);
}

/** The roles that are shown these hidden rooms. */
function rolesSeeing(which: Seen['hiddenRooms']): readonly Role[] {
  return roles.filter((role) => seenBy[role].hiddenRooms === which);
}
