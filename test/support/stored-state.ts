import { expect } from 'vitest';
import { replayEffects } from '../../src/access/state/apply-effects.ts';
import { emptySite, type SiteState } from '../../src/access/state/site-state.ts';
import type { Pool } from '../../src/db/pool.ts';
import { groupBy } from '../../src/kernel/group-by.ts';
import { acknowledgedWithinMinutes } from '../../src/log/alarm-kinds.ts';
import { parseEntry } from '../../src/log/parse-entry.ts';
import type { RecordedEffects } from '../../src/log/recorded-effects.ts';
import { logEnd } from './a-site.ts';
import { entriesOf } from './an-office.ts';

type Row = Readonly<Record<string, unknown>>;

/** One part of a site's state in words that can be compared: as its table has it, and as the effects add up to it. */
type Comparison = { readonly stored: string; readonly summed: (state: SiteState) => readonly Row[] };

/** Total: a part of the state that nobody compares does not compile. */
const comparisons: { readonly [Part in Exclude<keyof SiteState, 'seq'> | 'wards' | 'due']: Comparison } = {
  presence: {
    stored: `
      select person_id as person, zone_id as zone, certainty, since, since_seq as seq, door_id as through, pending_door as door,
        pending_from as "from", pending_to as "to", pending_until as until
      from presence where site_id = $1 and since_seq is not null`,
    summed: ({ presence }) =>
      [...presence].map(([person, { zone, certainty, since = null, seq, door: through = null, pending }]) => {
        const { door = null, from = null, to = null, until = null } = pending ?? {};
        return { person, zone, certainty, since, seq, through, door, from, to, until };
      }),
  },
  waits: {
    stored: `
      select person_id as person, card_id as card, door_id as door, from_zone as "from", to_zone as "to", until, why,
        since_seq as seq
      from waits where site_id = $1`,
    summed: ({ waits }) => [...waits].map(([person, wait]) => ({ person, ...wait })),
  },
  custody: {
    stored: `
      select visitor_id as ward, escort_id as escort, mode, basis, since, since_seq as seq, joint_door as door,
        joint_to as "to", joint_at as at, broken_since as broken, broken_until as until
      from custody where site_id = $1`,
    summed: ({ custody }) =>
      [...custody].map(([ward, { together, broken, ...one }]) => {
        const { door = null, to = null, at = null } = together ?? {};
        return { ward, ...one, door, to, at, broken: broken?.since ?? null, until: broken?.until ?? null };
      }),
  },
  wards: {
    stored: 'select person_id as person, wards from presence where site_id = $1 and wards <> 0',
    summed: ({ custody }) =>
      [...groupBy([...custody.values()], ({ escort }) => escort)].map(([person, theirs]) => ({
        person,
        wards: theirs.length,
      })),
  },
  doors: {
    stored: `
      select door_id as door, position, since, allowed_openings as openings, allowed_until as until
      from door_states where site_id = $1`,
    summed: ({ doors }) =>
      [...doors].map(([door, { position, since, allowed }]) => {
        const { openings = null, until = null } = allowed ?? {};
        return { door, position, since, openings, until };
      }),
  },
  gateways: {
    stored: `
      select place as gateway, condition, nullif(door_id, '') as door from conditions
      where site_id = $1 and condition not in ('emergency', 'lockdown')`,
    summed: ({ gateways }) =>
      [...gateways.values()].map(({ door = null, ...trouble }) => ({ ...trouble, door })),
  },
  conditions: {
    stored: `
      select condition, nullif(place, '') as zone, since, since_seq as seq from conditions
      where site_id = $1 and condition in ('emergency', 'lockdown')`,
    summed: ({ conditions }) => [...conditions.values()],
  },
  groups: {
    stored: `
      select group_id as "group", kind, zone_id as zone, persons, since, door_ids as doors, opens_until as until,
        names_due as "namesDue"
      from declared_groups where site_id = $1`,
    summed: ({ groups }) =>
      [...groups].map(([group, { until = null, namesDue = null, ...one }]) => {
        return { group, ...one, until, namesDue };
      }),
  },
  alarms: {
    stored: `
      select kind, door_id as door, gateway_id as gateway, person_id as person, state, active, raised_at as since,
        raised_seq as seq, ordinal, times, escalated_seq is not null as escalated
      from alarms where site_id = $1 and (active or state <> 'resolved')`,
    summed: ({ alarms }) =>
      [...alarms.values()].map(({ door = null, gateway = null, person = null, ...alarm }) => {
        return { ...alarm, door, gateway, person };
      }),
  },
  // A parted pair has more time while a group follows: which is known from the state, and stands in no effect.
  due: {
    stored: `
      select kind, ref as person, case when kind <> 'custody-broken' then due_at end as until from deadlines
      where site_id = $1 and kind in ('passage-not-taken', 'wait-over', 'custody-broken',
        'crew-names-missing', 'alarm-unacknowledged')`,
    summed: ({ presence, waits, custody, groups, alarms }) => [
      ...[...presence].flatMap(([person, { pending }]) =>
        pending === undefined ? [] : [{ kind: 'passage-not-taken', person, until: pending.until }],
      ),
      ...[...waits].map(([person, { until }]) => ({ kind: 'wait-over', person, until })),
      ...[...custody].flatMap(([person, { broken }]) =>
        broken?.until === undefined ? [] : [{ kind: 'custody-broken', person, until: null }],
      ),
      ...[...groups].flatMap(([person, { namesDue }]) =>
        namesDue === undefined ? [] : [{ kind: 'crew-names-missing', person, until: namesDue }],
      ),
      ...[...alarms].flatMap(([person, { kind, state, escalated, since }]) => {
        const minutes = acknowledgedWithinMinutes(kind);
        if (state !== 'raised' || escalated || minutes === null) return [];
        const until = new Date(since.getTime() + minutes * 60_000);
        return [{ kind: 'alarm-unacknowledged', person, until }];
      }),
    ],
  },
};

/** The state of a site part by part, its rows in an order that says nothing. */
export type ToldState = Readonly<Record<string, readonly Row[]>>;

/** The state of a site as its tables have it. */
export async function storedState(pool: Pool, siteId: string): Promise<ToldState> {
  const told: Record<string, readonly Row[]> = {};
  for (const [part, { stored }] of Object.entries(comparisons)) {
    told[part] = inOrder((await pool.query<Row>(stored, [siteId])).rows);
  }
  return told;
}

/** The state of a site as its entries add up to it. */
export async function replayedState(pool: Pool, siteId: string): Promise<ToldState> {
  const entries = (await entriesOf(pool, siteId)).map(({ text }): RecordedEffects => {
    const { seq, recordedAt, effects } = parseEntry(text);
    return { seq, at: new Date(recordedAt), effects };
  });
  return toldOf(replayEffects(emptySite, entries));
}

/** A state in the words of {@link storedState}. */
export function toldOf(state: SiteState): ToldState {
  return Object.fromEntries(
    Object.entries(comparisons).map(([part, { summed }]) => [part, inOrder(summed(state))]),
  );
}

function inOrder(rows: readonly Row[]): readonly Row[] {
  const words = (row: Row) => JSON.stringify(Object.entries(row).toSorted());
  return rows.toSorted((one, other) => (words(one) < words(other) ? -1 : 1));
}

/** What is stored and what the log says, both as of one entry: whatever falls due while they are read is settled meanwhile. */
export async function statesAtOnce(
  pool: Pool,
  siteId: string,
): Promise<{ readonly stored: unknown; readonly replayed: unknown }> {
  for (;;) {
    const before = await logEnd({ pool }, siteId);
    const stored = await storedState(pool, siteId);
    const replayed = await replayedState(pool, siteId);
    if ((await logEnd({ pool }, siteId)).head === before.head) return { stored, replayed };
  }
}

/** Fails unless what is stored of a site equals what its log says (I9). */
export async function expectAsReplayed(pool: Pool, siteId: string): Promise<void> {
  const { stored, replayed } = await statesAtOnce(pool, siteId);
  expect(stored).toEqual(replayed);
}
