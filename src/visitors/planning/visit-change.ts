import type { SaidDays } from './days-of.ts';
import type { DestinationDraft, MemberDraft, SaidHours } from './visit-draft.ts';

/** A member added to a visit, perhaps in the place of another, who is taken off the list. */
export type MemberAdded = { readonly draft: MemberDraft; readonly substitutes: string | null };

/** What is to be other of a destination; absent = as it is. */
export type DestinationChange = Partial<Omit<DestinationDraft, 'members'>> & {
  readonly destinationId: string;
};

/** What is to be other of a visit; absent = as it is. */
export type VisitChange = {
  readonly purpose?: string | undefined;
  readonly days?: SaidDays | undefined;
  readonly hours: SaidHours;
  readonly language?: string | undefined;
  readonly added: readonly MemberAdded[];
  /** Ids of members. */
  readonly removed: readonly string[];
  readonly destinations: readonly DestinationChange[];
};
