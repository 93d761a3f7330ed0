import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import type { DoorEffect } from '../../log/effects.ts';
import type { HotPart, Moment } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';

export const doorPart: HotPart<DoorEffect> = {
  apply(draft, effect, moment) {
    draft.doors.set(effect.door, { position: effect.position, since: sinceOf(effect, moment) });
  },
  save(rows, effect, moment) {
    const { position } = effect;
    rows.doors.set(effect.door, { position, since: sinceOf(effect, moment), seq: moment.seq });
  },
};

/** A change recorded late is of its own time. */
function sinceOf({ since }: DoorEffect, { at }: Moment): Date {
  return since === undefined ? at : new Date(since);
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
        insert into door_states (site_id, door_id, position, since, since_seq)
        select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::int8[])
        on conflict (site_id, door_id) do update
        set position = excluded.position, since = excluded.since, since_seq = excluded.since_seq`,
      values: [
        siteId,
        arrayText(doors.map(([door]) => door)),
        arrayText(doors.map(([, { position }]) => position)),
        arrayText(doors.map(([, { since }]) => since)),
        arrayText(doors.map(([, { seq }]) => seq)),
      ],
    }),
  ];
}
