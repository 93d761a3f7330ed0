import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import type { DeadlineKind } from './deadline.ts';
import type { HotRows } from './hot-rows.ts';
import type { Custody, SiteState } from './site-state.ts';

const kind: DeadlineKind = 'custody-broken';

/**
 * Writes who escorts whom, with the deadline by which one of a parted pair may follow the other, and beside each escort's place
 * the number of their wards. An act may break custody that its state does not know: then all but that it is broken stays.
 */
export function saveCustody(
  client: ClientBase,
  siteId: string,
  changes: HotRows['custody'],
  state: SiteState,
  recorded: readonly RecordedEffects[],
): readonly Promise<unknown>[] {
  const wards = [...changes].map(([ward, change]) => {
    const custody = state.custody.get(ward);
    if (custody !== undefined) return { ward, custody, broken: custody.broken, over: false };
    const over = change === 'over' || change === undefined;
    return { ward, custody, broken: over ? undefined : change, over };
  });
  const first = recorded[0]?.seq ?? 0;
  const goingOn = wards.flatMap(({ ward, custody, broken }) =>
    custody !== undefined && broken === undefined && custody.seq < first ? [{ ward, custody }] : [],
  );
  const others = wards.filter(({ ward }) => goingOn.every((one) => one.ward !== ward));
  return [...saveGoingOn(client, siteId, goingOn), ...saveAnew(client, siteId, others)];
}

/** Custody that began before these entries and is whole has its row and its escort: nothing is counted, nothing falls due. */
function saveGoingOn(
  client: ClientBase,
  siteId: string,
  wards: readonly { readonly ward: string; readonly custody: Custody }[],
): readonly Promise<unknown>[] {
  if (wards.length === 0) return [];
  return [
    client.query({
      name: 'save-custody-going-on',
      text: `
        with settled as (
          delete from deadlines where site_id = $1 and kind = '${kind}' and ref = any($2::text[])
        )
        update custody c set mode = given.mode, basis = given.basis, joint_door = given.door, joint_to = given."to",
          joint_at = given.at, broken_since = null, broken_until = null
        from unnest($2::text[]::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
          as given(ward, mode, basis, door, "to", at)
        where c.site_id = $1 and c.visitor_id = any($2::text[]::uuid[]) and c.visitor_id = given.ward`,
      values: [
        siteId,
        arrayText(wards.map(({ ward }) => ward)),
        arrayText(wards.map(({ custody }) => custody.mode)),
        arrayText(wards.map(({ custody }) => custody.basis)),
        arrayText(wards.map(({ custody }) => custody.together?.door)),
        arrayText(wards.map(({ custody }) => custody.together?.to)),
        arrayText(wards.map(({ custody }) => custody.together?.at)),
      ],
    }),
  ];
}

type WardChanged = {
  readonly ward: string;
  /** undefined = the state does not know of it. */
  readonly custody: Custody | undefined;
  readonly broken: Custody['broken'];
  readonly over: boolean;
};

/** Custody that begins, breaks or ends. */
function saveAnew(
  client: ClientBase,
  siteId: string,
  wards: readonly WardChanged[],
): readonly Promise<unknown>[] {
  if (wards.length === 0) return [];
  return [
    client.query({
      name: 'save-custody',
      text: `
        with given as (
          select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::int8[], $8::text[],
            $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::bool[])
            as c(ward, escort, mode, basis, since, seq, door, "to", at, broken_since, broken_until, over)
        ), before as (
          select c.visitor_id as ward, c.escort_id as escort
          from given cross join lateral (
            select * from custody where site_id = $1 and visitor_id = given.ward limit 1
          ) c
        ), gone as (
          delete from custody
          where site_id = $1 and visitor_id = any(array(select ward from given where over))
        ), parted as (
          update custody c set
            broken_since = coalesce(c.broken_since, (select broken_since from given where ward = c.visitor_id)),
            broken_until = (select broken_until from given where ward = c.visitor_id)
          where c.site_id = $1
            and c.visitor_id = any(array(select ward from given where escort is null and not over))
        ), settled as (
          delete from deadlines d using given
          where d.site_id = $1 and d.kind = '${kind}' and d.ref = given.ward::text and given.broken_until is null
        ), due as (
          insert into deadlines (site_id, kind, ref, due_at)
          select $1, '${kind}', ward::text, broken_until from given
          where broken_until is not null and (escort is not null or ward = any(array(select ward from before)))
          on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
        ), counted as (
          insert into presence (site_id, person_id, wards)
          select $1, escort, sum(more) from (
            select escort, 1 as more from given where escort is not null
            union all
            select escort, -1 from before
            where ward = any(array(select ward from given where over or escort is not null))
          ) change
          group by escort having sum(more) <> 0
          on conflict (site_id, person_id) do update set wards = presence.wards + excluded.wards
        )
        insert into custody (site_id, visitor_id, escort_id, mode, basis, since, since_seq, joint_door, joint_to, joint_at,
          broken_since, broken_until)
        select $1, ward, escort, mode, basis, since, seq, door, "to", at, broken_since, broken_until
        from given where escort is not null
        on conflict (site_id, visitor_id) do update set escort_id = excluded.escort_id, mode = excluded.mode,
          basis = excluded.basis, since = excluded.since, since_seq = excluded.since_seq,
          joint_door = excluded.joint_door, joint_to = excluded.joint_to, joint_at = excluded.joint_at,
          broken_since = excluded.broken_since, broken_until = excluded.broken_until`,
      values: [
        siteId,
        arrayText(wards.map(({ ward }) => ward)),
        arrayText(wards.map(({ custody }) => custody?.escort)),
        arrayText(wards.map(({ custody }) => custody?.mode)),
        arrayText(wards.map(({ custody }) => custody?.basis)),
        arrayText(wards.map(({ custody }) => custody?.since)),
        arrayText(wards.map(({ custody }) => custody?.seq)),
        arrayText(wards.map(({ custody }) => custody?.together?.door)),
        arrayText(wards.map(({ custody }) => custody?.together?.to)),
        arrayText(wards.map(({ custody }) => custody?.together?.at)),
        arrayText(wards.map(({ broken }) => broken?.since)),
        arrayText(wards.map(({ broken }) => broken?.until)),
        arrayText(wards.map(({ over }) => String(over))),
      ],
    }),
  ];
}
