import type { WaitsFor } from '../../../log/entry/effects.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
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

/** A row of `waits` as JSON: instants are texts. */
export type WaitJson = Omit<WaitRow, 'until'> & { readonly until: string };

/** The waits that these rows tell, whoever has waited longest first. */
export function waitsOf(rows: readonly WaitJson[]): Waits {
  return inTurn(rows.map(({ person, until, ...wait }) => [person, { ...wait, until: new Date(until) }]));
}

/** Where these persons wait; whoever has waited longest comes first. */
export async function loadWaits(
  client: UnderHead,
  siteId: string,
  persons: readonly string[],
): Promise<Waits> {
  if (persons.length === 0) return new Map();
  const { rows } = await client.query<WaitRow>({
    name: 'load-waits',
    text: `
      select w.person_id as "person", w.card_id as "card", w.door_id as "door", w.from_zone as "from", w.to_zone as "to",
        w.until, w.why, w.since_seq as "seq"
      from waits w where w.site_id = $1 and w.person_id = any($2::uuid[])`,
    values: [siteId, persons],
  });
  return inTurn(rows.map(({ person, ...wait }) => [person, wait]));
}

/** These waits, whoever has waited longest first. */
export function inTurn(waits: readonly (readonly [person: string, wait: Wait])[]): Waits {
  return new Map(waits.toSorted(([, one], [, other]) => one.seq - other.seq));
}

/** The waits whose time is over, and those of wards who parted from their escort; most batches ask for none. */
export function loadDueWaits(client: UnderHead, siteId: string, due: readonly Deadline[]): Promise<Waits> {
  const persons = due.flatMap(({ kind, ref }) =>
    kind === 'wait-over' || kind === 'custody-broken' ? [ref] : [],
  );
  return loadWaits(client, siteId, persons);
}
