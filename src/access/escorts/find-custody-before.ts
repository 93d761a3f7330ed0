import type { ClientBase } from 'pg';
import type { Effect } from '../../log/entry/effects.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import { replayEffects } from '../state/apply-effects.ts';
import { type Custody, emptySite } from '../state/site-state.ts';

/**
 * In whose custody somebody was before an entry, by the effects of the entries that name them, or whoever has had them, since they came
 * (I9); undefined = in nobody's.
 */
export async function findCustodyBefore(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  ward: string,
  { seq, cameAt }: { readonly seq: number; readonly cameAt: Date },
): Promise<Custody | undefined> {
  const { rows } = await client.query<RecordedEffects>({
    name: 'find-custody-before',
    text: `
      with named as (
        select e.seq, e.recorded_at, e.text from entries e
        where e.site_id = $1 and e.person_id = $2 and e.seq < $3 and e.recorded_at >= $4
        union
        select e.seq, e.recorded_at, e.text from entry_persons p
        join entries e on e.site_id = p.site_id and e.seq = p.seq and e.recorded_at = p.recorded_at
        where p.site_id = $1 and p.person_id = $2 and p.seq < $3 and p.recorded_at >= $4
      ), escorts as (
        select distinct (effect ->> 'escort')::uuid as id
        from named cross join lateral jsonb_array_elements(named.text::jsonb -> 'effects') effect
        where effect ->> 'type' = 'custody' and effect ->> 'ward' = $2::text
      ), told as (
        select seq, recorded_at, text from named
        union
        select e.seq, e.recorded_at, e.text from escorts
        join entries e on e.site_id = $1 and e.person_id = escorts.id
        where e.seq < $3 and e.recorded_at >= $4
      )
      select seq, recorded_at as at, text::json -> 'effects' as effects from told order by seq`,
    values: [siteId, ward, seq, cameAt],
  });
  const ofWard = rows.map((one) => ({ ...one, effects: one.effects.filter((effect) => isOf(effect, ward)) }));
  return replayEffects(emptySite, ofWard).custody.get(ward);
}

function isOf(effect: Effect, ward: string): boolean {
  return 'ward' in effect && effect.ward === ward;
}
