import type { Need } from './rule-told.ts';

/** A look afterwards that whoever should have decided owes. */
export type OwedLook = Need & {
  /** The deputy whose decision is looked at, who does not look at it themselves; absent = nobody decided it before. */
  readonly by?: string;
  /** Of what was given beside the permit itself, such as a leave for a tool: when it was, RFC 3339. It is taken back alone. */
  readonly beside?: string;
};

/** What is to be done about a permit after the fact, and until when. */
export type Afterwards = {
  /** 事後の申請 of what was excepted first; then, or of what a deputy decided, the look of whoever should have (後閲). */
  readonly is: 'apply' | 'look';
  /** RFC 3339, UTC. */
  readonly due: string;
  /** Who still looks; nobody where whoever acted applies. */
  readonly needs: readonly OwedLook[];
};
