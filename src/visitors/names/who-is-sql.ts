/**
 * SQL of who an id stands for at a site, as they are now: a person of the ministry, or a member of a visit there. One row with `kind`,
 * `name` and `affiliation`, or none; an erased name is the word for it (`erasedName`). Both are what the caller calls the id and the site.
 */
export function whoIsSql(id: string, siteId: string): string {
  return `(
    select p.kind, p.name, p.affiliation from persons p where p.person_id = ${id} and p.until_seq is null
    union all
    select 'visitor', v.name, v.affiliation from members m
    left join visitor_identities v on v.site_id = m.site_id and v.member_id = m.member_id
    where m.site_id = ${siteId} and m.member_id = ${id} and m.until_seq is null
    limit 1)`;
}
