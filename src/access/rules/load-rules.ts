import type { ClientBase } from 'pg';
import type { KnownRules } from '../../zones/rules/load-site-rules.ts';
import type { LoadedRules, RuleSources } from './rule-sources.ts';

/** Reads the rules of a site from all sources, as they were known. */
export async function loadRules(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  sources: RuleSources,
  known: KnownRules,
): Promise<LoadedRules> {
  const loaded = await Promise.all(
    Object.entries(sources).map(async ([name, { load }]) => [name, await load(client, siteId, known)]),
  );
  return Object.fromEntries(loaded) as LoadedRules;
}
