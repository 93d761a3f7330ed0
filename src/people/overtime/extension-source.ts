import type { Extension } from '../../zones/hours/is-within-schedule.ts';
import type { RuleSource } from '../../zones/rules/rule-source.ts';

/** Extended hours (当直の延長), by organisation. */
export const extensionSource: RuleSource<ReadonlyMap<string, readonly Extension[]>> = {
  tables: { ofSite: ['schedule_extensions'], ofMinistry: [] },
  async load(client, siteId, { siteSeq }) {
    const { rows } = await client.query<Extension & { readonly organisation: string }>({
      name: 'load-extensions',
      text: `
        select organisation_id as "organisation", valid_from as "from", valid_until as "until"
        from schedule_extensions
        where site_id = $1 and from_seq <= $2 and (until_seq is null or until_seq > $2)`,
      values: [siteId, siteSeq],
    });
    const byOrganisation = new Map<string, Extension[]>();
    for (const { organisation, from, until } of rows) {
      byOrganisation.set(organisation, [...(byOrganisation.get(organisation) ?? []), { from, until }]);
    }
    return byOrganisation;
  },
};
