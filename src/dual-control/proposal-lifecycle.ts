export type ProposalState = 'open' | 'confirmed' | 'withdrawn';
export type ProposalStep = 'confirm' | 'withdraw';

/** Expiry is not a state: a proposal expires by its time. What is closed stays beside it until both are forgotten by age. */
export const proposalLifecycle = {
  open: { confirm: 'confirmed', withdraw: 'withdrawn' },
  confirmed: {},
  withdrawn: {},
} as const satisfies Record<ProposalState, Partial<Record<ProposalStep, ProposalState>>>;

/** The state after a step; undefined = this step is not open. */
export function proposalStateAfter(state: ProposalState, step: ProposalStep): ProposalState | undefined {
  const open: Partial<Record<ProposalStep, ProposalState>> = proposalLifecycle[state];
  return open[step];
}

/** 画面の言葉 */
export const proposalStateNames = {
  open: '2人目を待っている',
  confirmed: '確認済み',
  withdrawn: '取下げ',
} as const satisfies Record<ProposalState, string>;
