/** What an application of every kind says: for whom, when, what for, and the terms of its kind. */
export type PermitRequest<Terms> = {
  readonly persons: readonly string[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly purpose: string;
  readonly terms: Terms;
};

/** The same where it is for zones of the site. */
export type ZonedRequest<Terms> = PermitRequest<Terms> & { readonly zones: readonly string[] };

/** What it may say besides where the organisation lists purposes. */
export type PurposeCoded = {
  /** A code of the organisation's list of purposes, where one fits. */
  readonly purposeCode?: string | undefined;
};

/** What it may say besides where its rows hang on conditions. */
export type Conditioned = {
  /** Codes of conditions that are met. */
  readonly conditions?: readonly string[] | undefined;
};
