/** What the API tells of one's own sessions. */
export type OwnSessions = { readonly items: readonly OwnSession[] };

export type OwnSession = {
  readonly id: string;
  readonly isThis: boolean;
  readonly loginId: string;
  readonly network: string;
  readonly usedAt: string;
};
