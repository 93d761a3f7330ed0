import type { ClientBase } from 'pg';
import type { KnownRules } from '../../zones/rules/load-site-rules.ts';
import type { RuleSource } from '../../zones/rules/rule-source.ts';

/** The seqs at which the rules of a site changed, ascending, of either log: between two of them one version holds. */
export type Turns = { readonly site: readonly number[]; readonly ministry: readonly number[] };

/** Reads when rows of these sources began and ended. */
export async function loadTurns(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  sources: readonly RuleSource<unknown>[],
): Promise<Turns> {
  const ofSite = sources.flatMap(({ tables }) => tables.ofSite.map((table) => seqsIn(table, 'site_id = $1')));
  const ofMinistry = sources.flatMap(({ tables }) => tables.ofMinistry.map((table) => seqsIn(table, 'true')));
  const { rows } = await client.query<Turns>({
    name: 'load-rules-turns',
    text: `select ${sorted(ofSite)} as "site", ${sorted(ofMinistry)} as "ministry"`,
    values: [siteId],
  });
  return rows[0] ?? { site: [], ministry: [] };
}

/** The version that holds at a point of both logs, by the turn it began with. */
export function turnAt(turns: Turns, { siteSeq, ministrySeq }: KnownRules): KnownRules {
  return { siteSeq: lastUpTo(turns.site, siteSeq), ministrySeq: lastUpTo(turns.ministry, ministrySeq) };
}

function lastUpTo(turns: readonly number[], seq: number): number {
  return turns.findLast((turn) => turn <= seq) ?? 0;
}

function seqsIn(table: string, rows: string): string {
  return `
    select from_seq as seq from ${table} where ${rows}
    union select until_seq from ${table} where ${rows} and until_seq is not null`;
}

function sorted(seqs: readonly string[]): string {
  return `array(select distinct seq from (${seqs.join(' union ')}) s order by seq)::float8[]`;
}
