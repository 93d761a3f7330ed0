/** Versions of the rules behind one decision. */
export type RulesUsed = {
  /** The package of 別表1・2, such as `unified-h24-draft`. */
  readonly policy: string;
  /** The site's rules version: the seq of the last entry that changed what decides passages here. */
  readonly site: number;
  /** The ministry's seq up to which persons, cards and determinations were read. */
  readonly ministry: number;
};
