/** What the API tells of whoever has just signed in. */
export type SignedIn = {
  readonly loginId: string;
  readonly previous: { readonly at: string; readonly network: string } | null;
  readonly failures: number;
};
