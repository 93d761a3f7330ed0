import type { Action } from '../authority/authorization.ts';

type KindOf = {
  /** What both persons must be allowed to do, each by themselves, when the second one confirms. */
  readonly action: Action;
  /** What it is, in words. */
  readonly says: string;
  /** How long it can be confirmed, where that takes longer to look through than `proposalMinutes`. */
  readonly minutes?: number;
};

/** Everything that two persons do together. A slice that needs a second person adds its line here. */
export const proposalKinds = {
  'plan-change': { action: 'plan.change', says: '図面の変更' },
  'determination-change': { action: 'determinations.change', says: '府省庁の判断の変更' },
  'retention-decision': { action: 'retention.change', says: '保存期間の決定' },
  'extension-lifting': { action: 'retention.change', says: '保存の延長の取りやめ' },
  'early-erasure': { action: 'retention.change', says: '期日の前の消去' },
  'exception-approval': { action: 'permits.except', says: '例外措置の承認' },
  'factor-removal': { action: 'lost-factors.remove', says: '失った二つ目の要素の取外し' },
  'account-deletion': { action: 'accounts.delete', says: '識別コードの発行の記録の消去' },
  'roster-transfer': { action: 'rosters.transfer', says: '人事異動の反映', minutes: 14 * 24 * 60 },
  'console-seal': { action: 'consoles.seal', says: '端末の資格情報の封印' },
} as const satisfies Record<string, KindOf>;

export type ProposalKind = keyof typeof proposalKinds;

/** How long a proposal can be confirmed: the second person looks at what the first one saw. */
export const proposalMinutes = 15;

/** How long a proposal of a kind can be confirmed. */
export function proposalLastsMs(kind: ProposalKind): number {
  const { minutes = proposalMinutes }: KindOf = proposalKinds[kind];
  return minutes * 60_000;
}
