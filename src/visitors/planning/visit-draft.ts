import type { ReviewPoint } from '../registry/host-review.ts';
import type { AnnouncedThing } from '../registry/tables.ts';
import type { SaidDays } from './days-of.ts';
import type { VisitorIdentity } from './place-visit.ts';

/** A member as planned: name and affiliation are asked for, the rest is what was told. */
export type MemberDraft = {
  readonly identity: Omit<VisitorIdentity, 'purposeWords'>;
  readonly child: boolean;
  readonly things: readonly AnnouncedThing[];
};

/** How many destinations a visit has at most. */
export const mostDestinations = 20;

export type DestinationDraft = {
  readonly hostId: string;
  readonly place: string | null;
  readonly zoneIds: readonly string[];
  readonly escortIds: readonly string[];
  /** Positions among the members of who is bound there; empty = every one. */
  readonly members: readonly number[];
};

/** The review by a host or a deputy who plans, in the same request. */
export type ReviewDraft = { readonly examined: readonly ReviewPoint[]; readonly words?: string | undefined };

/** Hours of a visit as said, `HH:MM`; what is absent is from midnight on, and until visitors have to be out. */
export type SaidHours = { readonly startsAt?: string | undefined; readonly endsAt?: string | undefined };

/** What somebody plans (2.3.1.1(3)(a)(ア)(イ)): who comes, to whom, what for, when. */
export type VisitDraft = {
  readonly destinations: readonly DestinationDraft[];
  readonly members: readonly MemberDraft[];
  readonly purpose: string;
  readonly purposeWords: string | null;
  readonly days: SaidDays;
  readonly hours: SaidHours;
  readonly language: string;
  /** How many one escort leads; null = as the site says. */
  readonly perEscort: number | null;
  readonly review: ReviewDraft | undefined;
};

/** The slip of somebody who comes without being announced (飛込み): of today, from now on, and reviewed by nobody yet. */
export type WalkInDraft = Omit<VisitDraft, 'days' | 'hours' | 'review'> & Pick<SaidHours, 'endsAt'>;
