import type { ClientBase } from 'pg';
import { numberedEffects } from '../../log/entry/numbered-effects.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import { saveDoors } from './door-part.ts';
import { noteEffect } from './every-hot-part.ts';
import { saveGroups } from './group-part.ts';
import type { HotRows } from './hot-rows.ts';
import { saveAlarms } from './save-alarms.ts';
import { saveConditions } from './save-conditions.ts';
import { saveCustody } from './save-custody.ts';
import { savePlaces } from './save-places.ts';
import type { SiteState } from './site-state.ts';
import { saveWaits } from './wait-part.ts';

type SaveRows<Rows> = (
  client: ClientBase,
  siteId: string,
  rows: Rows,
  state: SiteState,
  recorded: readonly RecordedEffects[],
) => readonly Promise<unknown>[];

/** How the rows of each hot table are written. */
const saveRows = {
  places: savePlaces,
  waits: saveWaits,
  custody: saveCustody,
  doors: saveDoors,
  conditions: saveConditions,
  groups: saveGroups,
  alarms: saveAlarms,
} satisfies { readonly [Table in keyof HotRows]: SaveRows<HotRows[Table]> };

/**
 * Brings the hot tables to `state`, the state after `recorded`; the caller holds the head. Only what the effects touch
 * is written. Nothing is awaited in between: a pipelined connection sends all at once.
 */
export function saveEffects(
  client: ClientBase,
  siteId: string,
  recorded: readonly RecordedEffects[],
  state: SiteState,
): Promise<unknown> {
  const rows: HotRows = {
    places: new Set(),
    waits: new Set(),
    custody: new Map(),
    doors: new Map(),
    conditions: [],
    groups: new Set(),
    alarms: [],
  };
  for (const { effects, seq, at } of recorded) {
    for (const { effect, ordinal } of numberedEffects(effects))
      noteEffect(rows, effect, { seq, at, ordinal });
  }
  return Promise.all([
    ...saveRows.places(client, siteId, rows.places, state),
    ...saveRows.waits(client, siteId, rows.waits, state),
    // After the places: it counts the wards of whoever has them in the same rows.
    ...saveRows.custody(client, siteId, rows.custody, state, recorded),
    ...saveRows.doors(client, siteId, rows.doors),
    ...saveRows.conditions(client, siteId, rows.conditions),
    ...saveRows.groups(client, siteId, rows.groups, state),
    ...saveRows.alarms(client, siteId, rows.alarms),
  ]);
}
