import type { ContractRow } from '../registry/contract-rows.ts';
import type { Application } from './application.ts';

/** What a contract does not carry of a permission under it. */
export type BasisFault = 'over' | 'begins-before' | 'ends-after';

/**
 * A permission of a 事前貸与者 rests on the contract the person comes under: outside its period no door opens by it, so it
 * is neither given nor published. One that is to last longer waits for the contract to be extended.
 */
export function judgeBasis(
  { validFrom, validUntil }: Pick<Application, 'validFrom' | 'validUntil'>,
  contract: Pick<ContractRow, 'validFrom' | 'validUntil' | 'endReason'>,
): readonly BasisFault[] {
  if (contract.endReason !== null) return ['over'];
  return [
    ...(validFrom < contract.validFrom ? (['begins-before'] as const) : []),
    ...(validUntil > contract.validUntil ? (['ends-after'] as const) : []),
  ];
}

/** Each fault at the field of an application that it is about. */
export const basisFaults = {
  over: { at: '/outsider/contract', message: 'この人の契約は終了しています' },
  'begins-before': { at: '/from', message: '契約の期間が始まる前から許可することはできません' },
  'ends-after': {
    at: '/until',
    message:
      '契約の期間を超えて許可することはできません。契約を延ばすときは、先に契約の期間を変更してください',
  },
} as const satisfies Record<BasisFault, { readonly at: string; readonly message: string }>;
