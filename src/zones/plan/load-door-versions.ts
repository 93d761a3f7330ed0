import type { Pool } from '../../db/pool.ts';
import type { Schedule } from './open-hours.ts';
import type { Door, Reader, Zone } from './site-plan.ts';

/** An element of a plan as it stood from one entry to another. */
export type Version<Body> = {
  readonly id: string;
  readonly fromSeq: number;
  readonly untilSeq: number | null;
  readonly body: Body;
};

/** What the plans of some time had of doors, and of what is read at them when. */
export type DoorVersions = {
  readonly doors: readonly Version<Door>[];
  readonly readers: readonly Version<Reader>[];
  readonly schedules: readonly Version<Schedule>[];
  readonly zones: readonly Version<Pick<Zone, 'class'>>[];
};

type Found =
  | ({ readonly kind: 'door' } & Version<Door>)
  | ({ readonly kind: 'reader' } & Version<Reader>)
  | ({ readonly kind: 'schedule' } & Version<Schedule>)
  | ({ readonly kind: 'zone' } & Version<Pick<Zone, 'class'>>);

/** Reads every version that stood once the entry `before` was recorded, or after it up to the entry `last`. */
export async function loadDoorVersions(
  pool: Pool,
  siteId: string,
  { before, last }: { readonly before: number; readonly last: number },
): Promise<DoorVersions> {
  const { rows } = await pool.query<Found>({
    name: 'load-door-versions',
    text: `
      select kind, element_id as id, from_seq as "fromSeq", until_seq as "untilSeq",
        case when kind = 'zone' then jsonb_build_object('class', body -> 'class') else body end as body
      from plan_elements
      where site_id = $1 and kind in ('door', 'reader', 'schedule', 'zone')
        and from_seq <= $3 and (until_seq is null or until_seq > $2)
      order by element_id, from_seq`,
    values: [siteId, before, last],
  });
  return {
    doors: rows.flatMap((row) => (row.kind === 'door' ? [row] : [])),
    readers: rows.flatMap((row) => (row.kind === 'reader' ? [row] : [])),
    schedules: rows.flatMap((row) => (row.kind === 'schedule' ? [row] : [])),
    zones: rows.flatMap((row) => (row.kind === 'zone' ? [row] : [])),
  };
}
