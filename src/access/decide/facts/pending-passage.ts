/** Granted, and the door's contact has not yet told. */
export type PendingPassage = {
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: Date;
  /** On another's read: that the door opens tells nothing of them. */
  readonly along: boolean;
};
