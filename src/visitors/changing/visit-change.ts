import type { SaidDays } from '../planning/days-of.ts';
import type { DestinationDraft, MemberDraft, SaidHours } from '../planning/visit-draft.ts';

/** A member added to a visit, perhaps in the place of another, who is taken off the list. */
export type MemberAdded = { readonly draft: MemberDraft; readonly substitutes: string | null };

/** Who is bound for a destination; nobody named = every member. */
export type BoundChange = {
  /** Ids of members of the visit. */
  readonly memberIds: readonly string[];
  /** Positions among the members whom the change adds. */
  readonly added: readonly number[];
};

/** What is to be other of a destination; absent = as it is. */
export type DestinationChange = Partial<Omit<DestinationDraft, 'members'>> & {
  readonly destinationId: string;
  readonly bound?: BoundChange;
};

/** A destination that a visit gains. */
export type DestinationAdded = Omit<DestinationDraft, 'members'> & { readonly bound: BoundChange };

/** What is to be other of a visit; absent = as it is. */
export type VisitChange = {
  readonly purpose?: string | undefined;
  readonly days?: SaidDays | undefined;
  readonly hours: SaidHours;
  readonly language?: string | undefined;
  /** null = as the site says from now on. */
  readonly perEscort?: number | null | undefined;
  readonly added: readonly MemberAdded[];
  /** Ids of members. */
  readonly removed: readonly string[];
  readonly destinations: readonly DestinationChange[];
  readonly addedDestinations: readonly DestinationAdded[];
  /** Ids of destinations. */
  readonly removedDestinations: readonly string[];
};
