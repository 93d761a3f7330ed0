/** A moment somebody asks about, by what was known at another; undefined = now, and by all that is known. */
export type PastMoment = { readonly at: Date | undefined; readonly knownAt: Date | undefined };

/** The values of the two parameters that `placesAt` names last. */
export function momentValues({ at, knownAt }: PastMoment): readonly (Date | 'infinity')[] {
  return [at ?? 'infinity', knownAt ?? 'infinity'];
}

/**
 * SQL of the rows `presence` had at a moment for the site $1, by what was known at another: each person's last move by then.
 * What was pending is not kept of past moments. The parameters are named like `$2`.
 */
export function placesAt(at: string, knownAt: string): string {
  return `(
    select p.site_id, p.person_id, m.zone_id, m.certainty, m.happened_at as since, m.seq as since_seq,
      null::text as pending_door, null::text as pending_from, null::text as pending_to, null::timestamptz as pending_until
    from presence p cross join lateral (
      select * from moves m
      where m.site_id = p.site_id and m.person_id = p.person_id and m.happened_at <= ${at} and m.recorded_at <= ${knownAt}
      order by m.happened_at desc, m.seq desc, m.ordinal desc limit 1
    ) m
    where p.site_id = $1)`;
}
