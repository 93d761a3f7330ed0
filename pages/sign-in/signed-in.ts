/** What the API tells of whoever has just signed in. */
export type SignedIn = {
  readonly loginId: string;
  readonly previous: { readonly at: string; readonly network: string } | null;
  readonly failures: number;
  /** It is their first time, which is kept as their receipt of the login id; and whether that is shared. */
  readonly received?: { readonly at: string; readonly says: string } | null;
  /** At a console: when the shift is over. */
  readonly shiftUntil: string | null;
  /** Since they signed in last, others took their second factors away. */
  readonly factorsRemovedAt?: string | null;
  /** Since they signed in last, their password was set anew by a recovery code. */
  readonly passwordResetAt?: string | null;
  /** Of a second factor that was enrolled on the way, told this once. */
  readonly recoveryCodes?: readonly string[] | null;
};

/** What is done once somebody is in. */
export type Entered = (who: SignedIn) => Promise<void>;

/** What is done once somebody is not in any more, and why. */
export type Left = (why: string) => Promise<void>;

/** The ways on from a view of somebody who is signed in; `again` looks anew who is there, and why they have to come again where it is nobody. */
export type Ways = {
  readonly entered: Entered;
  readonly left: Left;
  readonly again: (why?: string) => Promise<void>;
};
