import type { Pool } from '../../db/pool.ts';
import { alarmsOf } from '../../log/entry/alarms-of.ts';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { formatEntryPart, parseEntryPart } from '../../log/entry/entry-part.ts';

/** An alarm as it is known now. */
export type BookedAlarm = {
  /** `{seq}.{ordinal}`. */
  readonly id: string;
  readonly kind: string;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly person: string | null;
  /** How often it was raised by now. */
  readonly times: number;
};

/** The alarms that some entries speak of. */
export type AlarmBook = {
  /** By the entry that raises or ends one and the number of that effect there, `{seq}.{ordinal}`: on which alarm it counts; an end of nothing is not here. */
  readonly byEffect: ReadonlyMap<string, BookedAlarm>;
  /** By id: those that were taken a step on. */
  readonly byId: ReadonlyMap<string, BookedAlarm>;
};

/** Two reads at most; none for entries that speak of no alarm, which most are. */
export async function loadAlarmBook(
  pool: Pool,
  siteId: string,
  entries: readonly Entry[],
): Promise<AlarmBook> {
  const [byEffect, byId] = await Promise.all([
    loadByMatter(pool, siteId, entries),
    loadById(pool, siteId, entries),
  ]);
  return { byEffect, byId };
}

type Row = Omit<BookedAlarm, 'id'> & { readonly raisedSeq: number; readonly raisedOrdinal: number };

const columns = `a.raised_seq as "raisedSeq", a.ordinal as "raisedOrdinal", a.kind, a.door_id as "door",
  a.gateway_id as "gateway", a.person_id as "person", a.times`;

function bookedOf({ raisedSeq, raisedOrdinal, kind, door, gateway, person, times }: Row): BookedAlarm {
  const id = formatEntryPart({ seq: raisedSeq, ordinal: raisedOrdinal });
  return { id, kind, door, gateway, person, times };
}

/**
 * The alarm of a matter that stood at an entry is the newest that was raised by then. An end concerns whoever the alarm is about,
 * and none that was over before: whoever shuts a door ends what may be active there.
 */
async function loadByMatter(
  pool: Pool,
  siteId: string,
  entries: readonly Entry[],
): Promise<AlarmBook['byEffect']> {
  const asked = entries.flatMap((entry) =>
    alarmsOf(entry).map(({ ordinal, alarm }) => ({ seq: entry.seq, ordinal, alarm })),
  );
  if (asked.length === 0) return new Map();
  const column = <Value>(of: (alarm: AlarmEffect) => Value) => asked.map(({ alarm }) => of(alarm));
  const { rows } = await pool.query<Row & { readonly seq: number; readonly ordinal: number }>({
    name: 'load-alarms-by-matter',
    text: `
      select k.seq, k.ordinal, ${columns}
      from unnest($2::int8[], $3::int2[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::bool[])
        as k(seq, ordinal, kind, door, gateway, person, active)
      cross join lateral (
        select * from alarms
        where site_id = $1 and kind = k.kind and raised_seq <= k.seq
          and door_id is not distinct from k.door and gateway_id is not distinct from k.gateway
          and (person_id is not distinct from k.person or (k.person is null and not k.active))
          and (k.active or over_seq >= k.seq)
        order by raised_seq desc, ordinal desc limit 1
      ) a`,
    values: [
      siteId,
      asked.map(({ seq }) => seq),
      asked.map(({ ordinal }) => ordinal),
      column(({ kind }) => kind),
      column(({ door }) => door ?? null),
      column(({ gateway }) => gateway ?? null),
      column(({ person }) => person ?? null),
      column(({ active }) => active),
    ],
  });
  return new Map(rows.map((row) => [formatEntryPart(row), bookedOf(row)]));
}

async function loadById(pool: Pool, siteId: string, entries: readonly Entry[]): Promise<AlarmBook['byId']> {
  const ids = entries.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === 'alarm-step' ? [parseEntryPart(effect.alarm)] : [])),
  );
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<Row>({
    name: 'load-alarms-by-id',
    text: `
      select ${columns}
      from (select distinct * from unnest($2::int8[], $3::int2[]) as u(seq, ordinal)) k
      cross join lateral (
        select * from alarms where site_id = $1 and raised_seq = k.seq and ordinal = k.ordinal limit 1
      ) a`,
    values: [siteId, ids.map(({ seq }) => seq), ids.map(({ ordinal }) => ordinal)],
  });
  return new Map(rows.map(bookedOf).map((alarm) => [alarm.id, alarm]));
}
