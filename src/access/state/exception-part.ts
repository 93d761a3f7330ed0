import { milliseconds } from '../../db/milliseconds.ts';
import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';

/** What a permit (例外措置) leaves out for whoever reads, in the zones of the passage, and when: milliseconds, the end exclusive. */
export type KnownException = {
  readonly permit: string;
  readonly rows: readonly RowId[];
  readonly zones: readonly string[];
  readonly from: number;
  readonly until: number;
};

type ExceptionColumns = { readonly exceptions: readonly KnownException[] | null };

/** The exceptions for persons by name. It goes by person: whoever has none pays for one look at a key that is not there. */
export const exceptionPart: ReaderPart<ExceptionColumns, readonly KnownException[]> = {
  columns: { exceptions: 'exceptions' },
  lateral: ({ ofSite }) => `
    select json_agg(x) as exceptions from (
      select e.permit_id as permit, e.rows, e.zone_ids as zones,
        ${milliseconds('e.valid_from')} as "from", ${milliseconds('e.valid_until')} as "until"
      from person_exceptions e
      where e.site_id = $1 and e.person_id = person.person_id and ${ofSite('e')}
        and (read.to_zone = any(e.zone_ids) or read.from_zone = any(e.zone_ids))
      order by e.from_seq desc
    ) x`,
  askedOf: ({ ofSite }) => `(
      select true from person_exceptions e where e.site_id = $1 and e.person_id = person.person_id and ${ofSite('e')} limit 1
    )`,
  factOf: ({ exceptions }) => exceptions ?? undefined,
};
