import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { Custody } from '../../state/site-state.ts';
import type { CustodyTold } from '../batch-facts.ts';

/** Whoever reads twice while a passage is pending has one: what its first read told came so long before the last, at most. */
const longestPassageMs = 120_000;

/**
 * What was told of the custody of these wards since a read that led nobody through, by the entries of ward and escort; most batches ask for
 * nothing.
 */
export async function loadCustodyTold(
  client: UnderHead,
  siteId: string,
  custody: ReadonlyMap<string, Custody>,
  reads: readonly Date[],
): Promise<readonly CustodyTold[]> {
  if (custody.size === 0 || reads.length === 0) return [];
  const persons = [...custody].flatMap(([ward, { escort }]) => [ward, escort]);
  const from = new Date(Math.min(...reads.map((at) => at.getTime())) - longestPassageMs);
  const { rows } = await client.query<CustodyTold>({
    name: 'load-custody-told',
    text: `
      select told.seq, told.recorded_at as at, told.text::json -> 'subject' as subject, told.text::json -> 'effects' as effects
      from (
        select e.seq, e.recorded_at, e.text from unnest($2::uuid[]) as asked(person)
        join entries e on e.site_id = $1 and e.person_id = asked.person
        where e.recorded_at >= $3
        union
        select e.seq, e.recorded_at, e.text from unnest($2::uuid[]) as asked(person)
        join entry_persons p on p.site_id = $1 and p.person_id = asked.person
        cross join lateral (
          select seq, recorded_at, text from entries n
          where n.site_id = $1 and n.seq = p.seq and n.recorded_at = p.recorded_at limit 1
        ) e
        where p.recorded_at >= $3
      ) told
      where told.text like '%"type":"custody%'
      order by told.seq`,
    values: [siteId, [...new Set(persons)], from],
  });
  return rows;
}
