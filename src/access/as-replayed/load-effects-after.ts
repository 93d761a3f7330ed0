import type { PoolClient } from 'pg';
import type { Effect } from '../../log/entry/effects.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';

/** So many entries are read at once: their effects are applied in one go. */
export const effectsAtOnce = 200;

/** What the next entries of a site state, none of them recorded before `since`; fewer than `effectsAtOnce` where there are no more. */
export async function loadEffectsAfter(
  client: PoolClient,
  siteId: string,
  { seq, since }: { readonly seq: number; readonly since: Date | undefined },
): Promise<readonly RecordedEffects[]> {
  const { rows } = await client.query<{ seq: number; at: Date; effects: readonly Effect[] }>({
    name: 'load-effects-after',
    text: `
      select seq, recorded_at as at, text::json -> 'effects' as effects from entries
      where site_id = $1 and seq > $2 and recorded_at >= $3 order by seq limit ${effectsAtOnce}`,
    values: [siteId, seq, since ?? '-infinity'],
  });
  return rows;
}
