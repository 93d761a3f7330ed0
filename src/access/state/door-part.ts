import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { DoorEffect } from '../../log/entry/effects.ts';
import type { HotPart, Moment } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';
import type { DoorState } from './site-state.ts';

export const doorPart: HotPart<DoorEffect> = {
  apply(draft, effect, moment) {
    draft.doors.set(effect.door, stateAfter(effect, moment));
  },
  save(rows, effect, moment) {
    rows.doors.set(effect.door, { ...stateAfter(effect, moment), seq: moment.seq });
  },
};

/** A change recorded late is of its own time. */
function stateAfter({ position, since, allowed }: DoorEffect, { at }: Moment): DoorState {
  return {
    position,
    since: since === undefined ? at : new Date(since),
    allowed: allowed && { openings: allowed.openings, until: new Date(allowed.until) },
  };
}

/** Writes the last position of each door. */
export function saveDoors(
  client: ClientBase,
  siteId: string,
  rows: HotRows['doors'],
): readonly Promise<unknown>[] {
  if (rows.size === 0) return [];
  const doors = [...rows];
  return [
    client.query({
      name: 'save-doors',
      text: `
        insert into door_states (site_id, door_id, position, since, since_seq, allowed_openings, allowed_until)
        select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::int8[], $6::int4[], $7::timestamptz[])
        on conflict (site_id, door_id) do update
        set position = excluded.position, since = excluded.since, since_seq = excluded.since_seq,
          allowed_openings = excluded.allowed_openings, allowed_until = excluded.allowed_until`,
      values: [
        siteId,
        arrayText(doors.map(([door]) => door)),
        arrayText(doors.map(([, { position }]) => position)),
        arrayText(doors.map(([, { since }]) => since)),
        arrayText(doors.map(([, { seq }]) => seq)),
        arrayText(doors.map(([, { allowed }]) => allowed?.openings)),
        arrayText(doors.map(([, { allowed }]) => allowed?.until)),
      ],
    }),
  ];
}
