import { milliseconds } from '../../db/milliseconds.ts';
import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';
import type { AdmissionEnd } from '../registry/admission-end.ts';
import type { VisitAtDoor } from './visit-at-door.ts';

/** A row of `admissions`; null throughout where there is none. Instants are milliseconds since 1970. */
export type VisitColumns =
  | {
      readonly visitId: string;
      readonly visitOpen: boolean;
      readonly visitEndsAt: number;
      readonly visitEndsBy: AdmissionEnd;
      readonly visitCoversTo: boolean;
      readonly visitCoversFrom: boolean;
      readonly visitIdentity: boolean;
      readonly visitReview: boolean;
      readonly visitSeq: number;
    }
  | { readonly visitId: null };

/**
 * The visit under which a member is here. It is looked for only from a pass that is lent to a member: whoever has a card of
 * their own costs nothing. Of the zones only the two asked about are looked at, in the database. Who may escort them stands beside it
 * for the parts that come after.
 */
export const visitPart: ReaderPart<VisitColumns, VisitAtDoor> = {
  columns: {
    visitId: 'visit_id',
    visitOpen: 'open',
    visitEndsAt: 'ends_at',
    visitEndsBy: 'ends_by',
    visitCoversTo: 'covers_to',
    visitCoversFrom: 'covers_from',
    visitIdentity: 'identity',
    visitReview: 'review',
    visitSeq: 'from_seq',
  },
  lateral: ({ ofSite }) => `
    select a.visit_id, a.member_id, a.open, ${milliseconds('a.ends_at')} as ends_at, a.ends_by, read.to_zone = any(a.zone_ids) as covers_to,
      read.from_zone = any(a.zone_ids) as covers_from, read.to_zone = any(a.identity_zone_ids) as identity,
      read.to_zone = any(a.reviewed_zone_ids) as review, a.escort_ids, a.escort_organisation_ids,
      a.per_escort, a.from_seq
    from admissions a
    where loan.basis = 'visit' and a.site_id = $1 and a.member_id = loan.holder_id and ${ofSite('a')}
    order by a.from_seq desc`,
  askedOf: () => 'card.pool_site_id is not null',
  paired: 'as-whole',
  factOf: (row) => (row.visitId === null ? undefined : visitOf(row)),
};

function visitOf(row: Exclude<VisitColumns, { readonly visitId: null }>): VisitAtDoor {
  return {
    id: row.visitId,
    open: row.visitOpen,
    endsAt: new Date(row.visitEndsAt),
    endsBy: row.visitEndsBy,
    coversTo: row.visitCoversTo,
    coversFrom: row.visitCoversFrom,
    identityConfirmed: row.visitIdentity,
    hostReviewed: row.visitReview,
    fromSeq: row.visitSeq,
  };
}
