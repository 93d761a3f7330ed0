import type { VisitStep } from '../registry/visit-lifecycle.ts';
import type { Doer } from './judge-doer.ts';

type StepOf = { readonly says: string; readonly by: readonly Doer[] };

/** The steps of a visit's life, each with who may take it. */
export const visitSteps = {
  pause: { says: '一時停止する', by: ['host', 'reception', 'guard'] },
  resume: { says: '再開する', by: ['host'] },
  cancel: { says: '取り消す', by: ['host', 'planner', 'reception'] },
} as const satisfies Record<VisitStep, StepOf>;

/** What may be done about a visit that is not cancelled, beside its steps. */
export const visitActs = {
  change: { says: '変更する', by: ['host', 'planner', 'reception', 'guard'] },
  extend: { says: '時間を延ばす', by: ['host', 'reception'] },
  met: { says: '迎える', by: ['host', 'reception', 'guard'] },
  'turn-closed': { says: '非公開になったので終える', by: ['host', 'reception', 'guard'] },
  review: { says: '審査する', by: ['host'] },
} as const satisfies Record<string, StepOf>;
