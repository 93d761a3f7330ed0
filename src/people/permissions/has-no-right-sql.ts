import { permissionStatesInForce } from './permission-lifecycle.ts';

/** What it is asked of, as expressions of SQL. */
type Asked = {
  readonly site: string;
  readonly person: string;
  readonly zone: string;
  readonly at: string;
  /** Whether it takes a permission to go in there: a zone may ask for none. */
  readonly takesOne: string;
};

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

/**
 * As a condition of SQL: somebody who may not go into a zone any more. They left or were stopped (離任), came under a contract that is over, or have
 * no permission that lets them in where it takes one, as after a transfer (異動).
 */
export function hasNoRightSql({ site, person, zone, at, takesOne }: Asked): string {
  return `(
    ${takesOne} and not exists (
      select from standing_permissions r
      where r.site_id = ${site} and r.person_id = ${person} and r.until_seq is null and r.state in (${inForce}) and ${zone} = any(r.zone_ids)
        and r.valid_from <= ${at} and ${at} < least(r.valid_until, r.review_by))
    or exists (
      select from persons h left join contracts u on u.contract_id = h.contract_id and u.until_seq is null
      where h.person_id = ${person} and h.until_seq is null
        and (h.state <> 'active' or u.end_reason is not null or u.valid_until <= ${at})))`;
}
