import { expect } from 'vitest';
import {
  type StateComparison,
  type StateRow,
  stateComparisons,
  wordsOfRow,
} from '../../src/access/as-replayed/state-comparisons.ts';
import { replayEffects } from '../../src/access/state/apply-effects.ts';
import { emptySite, type SiteState } from '../../src/access/state/site-state.ts';
import type { Pool } from '../../src/db/pool.ts';
import { groupBy } from '../../src/kernel/group-by.ts';
import { acknowledgedWithinMinutes } from '../../src/log/entry/alarm-kinds.ts';
import { parseEntry } from '../../src/log/entry/parse-entry.ts';
import type { RecordedEffects } from '../../src/log/entry/recorded-effects.ts';
import { logEnd } from './a-site.ts';
import { entriesOf } from './an-office.ts';

type Comparison = Pick<StateComparison, 'stored' | 'summed'>;

/** Total: a part of the state that nobody compares does not compile. */
const comparisons: { readonly [Part in Exclude<keyof SiteState, 'seq'> | 'wards' | 'due']: Comparison } = {
  ...stateComparisons,
  wards: {
    stored: 'select person_id as person, wards from presence where site_id = $1 and wards <> 0',
    summed: ({ custody }) =>
      [...groupBy([...custody.values()], ({ escort }) => escort)].map(([person, theirs]) => ({
        person,
        wards: theirs.length,
      })),
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
export type ToldState = Readonly<Record<string, readonly StateRow[]>>;

/** The state of a site as its tables have it. */
export async function storedState(pool: Pool, siteId: string): Promise<ToldState> {
  const told: Record<string, readonly StateRow[]> = {};
  for (const [part, { stored }] of Object.entries(comparisons)) {
    told[part] = inOrder((await pool.query<StateRow>(stored, [siteId])).rows);
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

function inOrder(rows: readonly StateRow[]): readonly StateRow[] {
  return rows.toSorted((one, other) => (wordsOfRow(one) < wordsOfRow(other) ? -1 : 1));
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
