import type { Need } from './rule-told.ts';

/** What is to be done about a permit after the fact, and until when. */
export type Afterwards = {
  /** 事後の申請 of what was excepted first; then, or of what a deputy decided, the look of whoever should have (後閲). */
  readonly is: 'apply' | 'look';
  /** RFC 3339, UTC. */
  readonly due: string;
  /** Who still looks; nobody where whoever acted applies. */
  readonly needs: readonly Need[];
};
