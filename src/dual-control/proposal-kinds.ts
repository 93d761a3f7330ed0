import type { Action } from '../authority/authorization.ts';

type KindOf = {
  /** What both persons must be allowed to do, each by themselves, when the second one confirms. */
  readonly action: Action;
};

/** Everything that two persons do together. A slice that needs a second person adds its line here. */
export const proposalKinds = {
  'plan-change': { action: 'plan.change' },
  'determination-change': { action: 'determinations.change' },
  'retention-decision': { action: 'retention.change' },
  'early-erasure': { action: 'retention.change' },
  'exception-approval': { action: 'permits.except' },
  'factor-removal': { action: 'lost-factors.remove' },
} as const satisfies Record<string, KindOf>;

export type ProposalKind = keyof typeof proposalKinds;

/** How long a proposal can be confirmed: the second person looks at what the first one saw. */
export const proposalMinutes = 15;
