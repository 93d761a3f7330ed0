/** One row resolved for one zone: 要 or not, and whether only because nobody determined it (I7). */
export type Duty = {
  readonly clause: string;
  readonly required: boolean;
  readonly undetermined: boolean;
  /** ※3: the check made at the boundary of class 0 to 1 may stand in for this one. */
  readonly replaceable: boolean;
  /** The permit (例外措置) that leaves it out here, for everybody or for whoever reads; without it the row would be 要. */
  readonly exception?: string;
};
