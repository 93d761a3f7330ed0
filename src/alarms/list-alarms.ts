import type { Pool } from '../db/pool.ts';
import { type Page, pageOf } from '../kernel/page.ts';
import { instructionFor } from '../log/alarm-kinds.ts';
import type { AlarmOutcome } from '../log/alarm-lifecycle.ts';
import { formatEntryPart, parseEntryPart } from '../log/entry-part.ts';

export type AlarmView = {
  /** The entry that raised it and its place among that entry's alarms: `{seq}.{ordinal}`. */
  readonly id: string;
  readonly seq: number;
  readonly kind: string;
  readonly state: string;
  readonly active: boolean;
  /** How often it was raised. */
  readonly times: number;
  /** What it turned out to be; null until it is resolved. */
  readonly outcome: AlarmOutcome | null;
  readonly priority: number;
  /** What the guard does; null for a kind that another version of the program raised. */
  readonly instruction: string | null;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly person: string | null;
  readonly raisedAt: string;
  /** When what raised it happened, by the clock of who told it; null where the entry is no longer kept. */
  readonly at: string | null;
};

type Row = Omit<AlarmView, 'id' | 'raisedAt' | 'at' | 'instruction'> & {
  ordinal: number;
  raisedAt: Date;
  at: Date | null;
  ownInstruction: string | null;
};

export type AlarmsAsked = {
  readonly state?: string | undefined;
  readonly active?: boolean | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Alarms of a site, the newest first; `doors`: of these alone (null = of the whole site). */
export async function listAlarms(
  pool: Pool,
  siteId: string,
  doors: readonly string[] | null,
  { state, active, after, limit }: AlarmsAsked,
): Promise<Page<AlarmView>> {
  const behind = after === undefined ? undefined : parseEntryPart(after);
  const { rows } = await pool.query<Row>({
    name: 'list-alarms',
    text: `
      select raised_seq as seq, ordinal, kind, state, active, times, outcome, priority, door_id as door, gateway_id as gateway,
        person_id as person, raised_at as "raisedAt",
        (select at from entries e where e.site_id = $1 and e.seq = raised_seq and e.recorded_at = raised_at limit 1) as at,
        (
          select body ->> 'instruction' from plan_elements p
          where p.site_id = $1 and p.kind = 'alarm' and p.element_id = alarms.kind and p.until_seq is null limit 1
        ) as "ownInstruction"
      from alarms
      where site_id = $1
        and ($2::text is null or state = $2) and ($3::bool is null or active = $3)
        and ($4::text[] is null or door_id = any($4))
        and ($5::int8 is null or (raised_seq, ordinal) < ($5, $6::int2))
      order by raised_seq desc, ordinal desc limit $7`,
    values: [siteId, state, active, doors, behind?.seq, behind?.ordinal, limit + 1],
  });
  const page = pageOf(rows, limit, formatEntryPart);
  return {
    ...page,
    items: page.items.map(({ ordinal, raisedAt, at, ownInstruction, ...row }) => ({
      id: formatEntryPart({ seq: row.seq, ordinal }),
      ...row,
      instruction: instructionFor(row.kind, ownInstruction) ?? null,
      raisedAt: raisedAt.toISOString(),
      at: at?.toISOString() ?? null,
    })),
  };
}
