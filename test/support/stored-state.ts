import { type EntryEffects, replayEffects } from '../../src/access/state/apply-effects.ts';
import { emptySite, type SiteState } from '../../src/access/state/site-state.ts';
import type { Pool } from '../../src/db/pool.ts';
import { parseEntry } from '../../src/log/parse-entry.ts';
import { entriesOf } from './an-office.ts';

/** What hot tables say, in words that can be compared with the sum of the effects. */
export type Told = {
  readonly presence: readonly unknown[];
  readonly doors: readonly unknown[];
  readonly conditions: readonly unknown[];
  readonly alarms: readonly unknown[];
  readonly due: readonly unknown[];
};

/** The state of a site as its tables have it. */
export async function storedState(pool: Pool, siteId: string): Promise<Told> {
  const ask = async (text: string) => (await pool.query(text, [siteId])).rows;
  return {
    presence: await ask(
      `select person_id as person, zone_id as zone, certainty, since, since_seq as seq, pending_door as door,
        pending_from as "from", pending_to as "to", pending_until as until
      from presence where site_id = $1 order by person_id`,
    ),
    doors: await ask(
      'select door_id as door, position, since from door_states where site_id = $1 order by door_id',
    ),
    conditions: await ask(
      'select condition, place from conditions where site_id = $1 order by condition, place',
    ),
    alarms: await ask(
      `select kind, door_id as door, gateway_id as gateway, person_id as person, count(*) as times,
        min(raised_at) as since, min(raised_seq) as seq
      from alarms where site_id = $1 and active group by 1, 2, 3, 4 order by min(raised_seq), min(ordinal)`,
    ),
    due: await ask(
      `select ref as person, due_at as until from deadlines
      where site_id = $1 and kind = 'passage-not-taken' order by ref`,
    ),
  };
}

/** The same, from nothing but the entries of the log. */
export async function replayedState(pool: Pool, siteId: string): Promise<Told> {
  const entries = (await entriesOf(pool, siteId)).map(({ text }): EntryEffects => {
    const { seq, recordedAt, effects } = parseEntry(text);
    return { seq, at: new Date(recordedAt), effects };
  });
  return tell(replayEffects(emptySite, entries));
}

function tell(state: SiteState): Told {
  const sorted = <Row>(rows: readonly Row[], key: (row: Row) => string) =>
    rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  const places = sorted([...state.presence], ([person]) => person);
  const alarms = [...state.alarms.values()].toSorted((one, other) => one.seq - other.seq);
  return {
    presence: places.map(([person, { zone, certainty, since = null, seq, pending }]) => ({
      person,
      zone,
      certainty,
      since,
      seq,
      door: pending?.door ?? null,
      from: pending?.from ?? null,
      to: pending?.to ?? null,
      until: pending?.until ?? null,
    })),
    doors: sorted([...state.doors], ([door]) => door).map(([door, { position, since }]) => ({
      door,
      position,
      since,
    })),
    conditions: sorted(
      [
        ...[...state.conditions.values()].map(({ condition, zone }) => ({ condition, place: zone ?? '' })),
        ...[...state.gateways].flatMap(([place, on]) => [...on].map((condition) => ({ condition, place }))),
      ],
      ({ condition, place }) => `${condition} ${place}`,
    ),
    alarms: alarms.map(({ kind, door = null, gateway = null, person = null, times, since, seq }) => ({
      kind,
      door,
      gateway,
      person,
      times,
      since,
      seq,
    })),
    due: places.flatMap(([person, { pending }]) =>
      pending === undefined ? [] : [{ person, until: pending.until }],
    ),
  };
}
