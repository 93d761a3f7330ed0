/** The visit under which the person is here, as far as the two zones of the passage are concerned. */
export type VisitFacts = {
  readonly id: string;
  /** Checked in, and not stopped since. */
  readonly checkedIn: boolean;
  /** Its end is past. */
  readonly over: boolean;
  /** By what it ends: its hours, the end of an accreditation of the press, or that it turned closed. */
  readonly endsBy: 'hours' | 'press' | 'turned-closed';
  /** The zone behind the door is one of its zones: of a destination, on the way to one, or common to all visitors. */
  readonly zoneInVisit: boolean;
  /** So is the zone before the door. */
  readonly leftZoneInVisit: boolean;
  /** Both for the zone behind the door. */
  readonly identityConfirmed: boolean;
  readonly hostReviewed: boolean;
};
