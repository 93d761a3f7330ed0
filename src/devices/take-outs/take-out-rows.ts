import type { PermitRowId } from '../../permits/rule/approvers.ts';
import type { Grade } from './take-out-terms.ts';

/**
 * The rows of the tables that processing outside falls under by the grade of the information; none where it needs no protection
 * (要保護情報 is above 1 in one of the three). 機密性2 is notified where that is all there is to protect (1.4.2.1(2)(b)).
 */
export function takeOutRows({ confidentiality, integrity, availability }: Grade): readonly PermitRowId[] {
  const lasts = integrity === 2 || availability === 2;
  return [
    ...(confidentiality === 2 && !lasts ? (['t2r20'] as const) : []),
    ...(lasts ? (['t2r21'] as const) : []),
    ...(confidentiality === 3 ? (['t2r22'] as const) : []),
  ];
}
