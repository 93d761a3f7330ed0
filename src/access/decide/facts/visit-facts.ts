/** The visit under which the person is here, as far as the zone behind the door is concerned. */
export type VisitFacts = {
  readonly id: string;
  readonly checkedIn: boolean;
  readonly over: boolean;
  readonly zoneInVisit: boolean;
  readonly identityConfirmed: boolean;
  readonly hostReviewed: boolean;
};
