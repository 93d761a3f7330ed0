/** Granted, and the door's contact has not yet told. */
export type PendingPassage = {
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: Date;
};
