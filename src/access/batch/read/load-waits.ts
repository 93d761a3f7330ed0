import type { WaitsFor } from '../../../log/effects.ts';
import type { UnderHead } from '../../../log/take-heads.ts';
import type { Deadline } from '../../state/deadline.ts';
import type { Wait } from '../../state/site-state.ts';

/** Waits by person. */
export type Waits = ReadonlyMap<string, Wait>;

type WaitRow = {
  readonly person: string;
  readonly card: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: Date;
  readonly why: WaitsFor;
  readonly seq: number;
};

/** Who waits at these doors, and at which doors these persons wait; whoever has waited longest comes first. */
export async function loadWaits(
  client: UnderHead,
  siteId: string,
  { doors, persons }: { readonly doors: readonly string[]; readonly persons: readonly string[] },
): Promise<Waits> {
  if (doors.length + persons.length === 0) return new Map();
  const { rows } = await client.query<WaitRow>({
    name: 'load-waits',
    text: `
      with asked as (
        select unnest($3::uuid[]) as person_id
        union
        select person_id from waits where site_id = $1 and door_id = any($2::text[])
      )
      select w.person_id as "person", w.card_id as "card", w.door_id as "door", w.from_zone as "from", w.to_zone as "to",
        w.until, w.why, w.since_seq as "seq"
      from asked
      cross join lateral (select * from waits where site_id = $1 and person_id = asked.person_id limit 1) w
      order by w.since_seq`,
    values: [siteId, doors, persons],
  });
  return new Map(rows.map(({ person, ...wait }) => [person, wait]));
}

/** The waits whose time is over, and those of wards who parted from their escort; most batches ask for none. */
export function loadDueWaits(client: UnderHead, siteId: string, due: readonly Deadline[]): Promise<Waits> {
  const persons = due.flatMap(({ kind, ref }) =>
    kind === 'wait-over' || kind === 'custody-broken' ? [ref] : [],
  );
  return loadWaits(client, siteId, { doors: [], persons });
}
