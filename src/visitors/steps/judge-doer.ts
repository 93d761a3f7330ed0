import type { Refusal } from '../../kernel/problem.ts';

/** Who does something about a visit: a host of it or their deputy, whoever planned it, or the desk. */
export type Doer = (typeof doers)[number];

export const doers = ['host', 'planner', 'reception', 'guard'] as const;

/** Why somebody may not do something about a visit that is for these to do. */
export function judgeDoer(actingAs: ReadonlySet<Doer>, by: readonly Doer[]): Refusal | undefined {
  if (by.some((doer) => actingAs.has(doer))) return undefined;
  return {
    code: 'forbidden',
    detail: `これは${by.map((doer) => doerWords[doer]).join('・')}が行ってください。`,
  };
}

const doerWords = {
  host: '訪問相手（又はその代理）',
  planner: '予定した人',
  reception: '受付',
  guard: '警備',
} as const satisfies Record<Doer, string>;
