/** What is put right of which member, and why it was wrong. */
export type CorrectionRequest = {
  readonly siteId: string;
  readonly visitId: string;
  readonly day: string;
  readonly member: string;
  readonly reason: string;
};
