import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry.ts';
import { personsIn } from '../../log/subject.ts';
import { type AlarmBook, loadAlarmBook } from './alarm-book.ts';
import type { Places } from './place-book.ts';

export type PersonName = { readonly name: string; readonly affiliation: string | null };

/** What people call the ids of some entries. */
export type NameBook = {
  readonly places: Places;
  readonly persons: ReadonlyMap<string, PersonName>;
  /** By seq: the words an act was given as its reason. */
  readonly reasons: ReadonlyMap<number, string>;
  readonly alarms: AlarmBook;
};

/** A few reads for all of them, however many consoles will show them. */
export async function loadNames(
  pool: Pool,
  siteId: string,
  entries: readonly Entry[],
  places: Places,
): Promise<NameBook> {
  const [persons, reasons, alarms] = await Promise.all([
    loadPersonNames(pool, [...new Set(entries.flatMap(personsOf))]),
    loadReasons(pool, siteId, entries),
    loadAlarmBook(pool, siteId, entries),
  ]);
  return { places, persons, reasons, alarms };
}

/** Every person an entry speaks of. */
export function personsOf({ subject, actor, effects }: Entry): readonly string[] {
  const affected = effects.flatMap((effect) =>
    'person' in effect && effect.person !== undefined ? [effect.person] : [],
  );
  const actors = actor.type === 'person' ? [actor.id] : [];
  return [...affected, ...personsIn(subject), ...actors];
}

/** Names as they are now; an erased one is not there any more. */
export async function loadPersonNames(
  pool: Pool,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonName>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; name: string; affiliation: string | null }>({
    name: 'load-person-names',
    text: `
      select person_id as id, name, affiliation from persons
      where person_id = any($1::uuid[]) and until_seq is null and name is not null`,
    values: [personIds],
  });
  return new Map(rows.map(({ id, name, affiliation }) => [id, { name, affiliation }]));
}

async function loadReasons(
  pool: Pool,
  siteId: string,
  entries: readonly Entry[],
): Promise<ReadonlyMap<number, string>> {
  const seqs = entries.filter(({ personal, decision }) => personal !== null && decision === null);
  if (seqs.length === 0) return new Map();
  const { rows } = await pool.query<{ seq: number; reason: string }>({
    name: 'load-reasons',
    text: `
      select seq, body::json ->> 'reason' as reason from personal_records
      where record_class = 'act' and site_id = $1 and seq = any($2::int8[])
        and body::json ->> 'reason' is not null`,
    values: [siteId, seqs.map(({ seq }) => seq)],
  });
  return new Map(rows.map(({ seq, reason }) => [seq, reason]));
}
