import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { personsIn } from '../../log/entry/subject.ts';
import { loadSections } from '../../visitors/names/load-sections.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHostsOfVisits } from '../../visitors/registry/load-hosts-of-visits.ts';
import { loadDeputies } from '../../visitors/review/deputy-rows.ts';
import { type AlarmBook, loadAlarmBook } from './alarm-book.ts';
import { isNotedLeaving } from './leaving-told.ts';
import { type HostBook, hostsTold } from './own-hosts.ts';
import type { Places } from './place-book.ts';

/** `affiliation`: where an outsider is from, or the unit to which whoever is of the ministry belongs. */
export type PersonName = { readonly name: string; readonly affiliation: string | null };

/** What people call the ids of some entries. */
export type NameBook = HostBook & {
  readonly places: Places;
  readonly persons: ReadonlyMap<string, PersonName>;
  /** By seq: the words an act was given as its reason. */
  readonly reasons: ReadonlyMap<number, string>;
  readonly alarms: AlarmBook;
};

/** A few reads for all of them, however many consoles will show them at this moment. */
export async function loadNames(
  pool: Pool,
  siteId: string,
  entries: readonly Entry[],
  places: Places,
  now: Date,
): Promise<NameBook> {
  const leaving = entries.filter(isNotedLeaving).flatMap(({ subject }) => subject.visit ?? []);
  const [persons, reasons, alarms, hosts] = await Promise.all([
    loadPersonNames(pool, siteId, entries.flatMap(personsOf)),
    loadReasons(pool, siteId, entries),
    loadAlarmBook(pool, siteId, entries),
    loadHostsOfVisits(pool, siteId, leaving),
  ]);
  const told = new Set(entries.flatMap((entry) => hostsTold(entry, hosts)));
  const deputies = await loadDeputies(databaseOf(pool), siteId, [...told], now);
  return { places, persons, reasons, alarms, hosts, deputies };
}

/** Every person an entry speaks of. */
export function personsOf({ subject, actor, effects }: Entry): readonly string[] {
  const affected = effects.flatMap((effect) => {
    if (effect.type === 'custody') return [effect.ward, effect.escort];
    return 'person' in effect && effect.person !== undefined ? [effect.person] : [];
  });
  const actors = actor.type === 'person' ? [actor.id] : [];
  return [...affected, ...personsIn(subject), ...actors];
}

/** Names as they are now, of an erased person the word for it. */
async function loadPersonNames(
  pool: Pool,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonName>> {
  const [known, sections] = await Promise.all([loadWhoIs(pool, siteId, ids), loadSections(pool, ids)]);
  return new Map(
    [...known].flatMap(([id, { name, affiliation }]) =>
      name === null ? [] : [[id, { name, affiliation: affiliation ?? sections.get(id) ?? null }]],
    ),
  );
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
      where record_class = 'act' and site_id = $1 and seq = any($2::int8[]) and recorded_at = any($3::timestamptz[])
        and body::json ->> 'reason' is not null`,
    values: [siteId, seqs.map(({ seq }) => seq), seqs.map(({ recordedAt }) => recordedAt)],
  });
  return new Map(rows.map(({ seq, reason }) => [seq, reason]));
}
