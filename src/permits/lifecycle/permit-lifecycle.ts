/** That a permit has run out, is overdue or unreported are conditions by date (`permitConditions`), never states. */
export type PermitState =
  /** 申請中: somebody has to decide before anything begins. */
  | 'requested'
  | 'returned'
  | 'approved'
  /** 届出: effective on receipt; also what is recorded although nothing is asked. */
  | 'filed'
  | 'in-use'
  | 'closed'
  | 'rejected'
  | 'withdrawn'
  | 'revoked';

export type PermitStep =
  | 'resubmit'
  /** The rules ask for no decision any more when it is applied for again. */
  | 'file'
  | 'return'
  | 'approve'
  | 'reject'
  | 'withdraw'
  | 'start'
  /** The decider moves its end; the permit stays what it is. */
  | 'extend'
  /** Whoever decides says beforehand that its end need not be reported. */
  | 'waive-report'
  | 'close'
  /** 終了報告 of what has ended already. */
  | 'report'
  | 'revoke'
  /** 事後の申請 of what was excepted first. */
  | 'apply-afterwards'
  /** The zone it is for asks for more than was decided, so that it is decided anew. */
  | 'reopen'
  /** 後閲 of what was decided without whoever should have; what they do not accept is revoked. */
  | 'look';

/**
 * 許可・届出の状態遷移表 — the only place where the life of a permit is written down, for every kind. A missing entry is a forbidden
 * step. Kinds bring guards to steps, never states.
 */
export const permitLifecycle = {
  requested: {
    return: 'returned',
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
    'apply-afterwards': 'requested',
    look: 'requested',
  },
  returned: {
    resubmit: 'requested',
    file: 'filed',
    withdraw: 'withdrawn',
    'apply-afterwards': 'returned',
    look: 'returned',
  },
  approved: {
    start: 'in-use',
    extend: 'approved',
    'waive-report': 'approved',
    close: 'closed',
    withdraw: 'withdrawn',
    revoke: 'revoked',
    reopen: 'requested',
    look: 'approved',
  },
  filed: {
    start: 'in-use',
    extend: 'filed',
    'waive-report': 'filed',
    close: 'closed',
    withdraw: 'withdrawn',
    revoke: 'revoked',
    reopen: 'requested',
    'apply-afterwards': 'filed',
    look: 'filed',
  },
  'in-use': {
    extend: 'in-use',
    'waive-report': 'in-use',
    close: 'closed',
    revoke: 'revoked',
    look: 'in-use',
  },
  closed: { report: 'closed', 'apply-afterwards': 'closed', look: 'closed' },
  rejected: { 'apply-afterwards': 'rejected', look: 'rejected' },
  withdrawn: { 'apply-afterwards': 'withdrawn', look: 'withdrawn' },
  revoked: { report: 'revoked', 'apply-afterwards': 'revoked', look: 'revoked' },
} as const satisfies Record<PermitState, Partial<Record<PermitStep, PermitState>>>;

/** The states in which a permit allows something, from its beginning to its end. */
export const permitStatesInForce = ['approved', 'filed', 'in-use'] as const satisfies PermitState[];

const overStates: readonly PermitState[] = ['closed', 'withdrawn', 'revoked'];

/** Whether a change of state ends a permit: what was in force allows nothing any more. */
export function endsPermit(from: PermitState, to: PermitState): boolean {
  return permitStatesInForce.some((state) => state === from) && overStates.includes(to);
}

/** The state after a step; undefined = this step is not open. */
export function permitStateAfter(state: PermitState, step: PermitStep): PermitState | undefined {
  const open: Partial<Record<PermitStep, PermitState>> = permitLifecycle[state];
  return open[step];
}

/** What people call each state. */
export const permitStateNames = {
  requested: '申請中',
  returned: '差戻し中',
  approved: '許可済み',
  filed: '届出済み',
  'in-use': '使用中',
  closed: '終了',
  rejected: '不許可',
  withdrawn: '取下げ済み',
  revoked: '取消し',
} as const satisfies Record<PermitState, string>;

/** Every state, as a list. */
export const permitStates = Object.keys(permitStateNames).filter(
  (word): word is PermitState => word in permitStateNames,
);
