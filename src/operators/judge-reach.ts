import type { Action } from '../authority/authorization.ts';
import type { Principal } from '../authority/principal.ts';
import { reaches } from '../authority/reaches.ts';
import type { Refusal } from '../kernel/problem.ts';

/** Officers of one site neither reach another site nor what is the whole ministry's (`siteId` null). */
export function judgeReach(principal: Principal, action: Action, siteId: string | null): Refusal | undefined {
  return reaches(principal, action, siteId)
    ? undefined
    : {
        code: 'forbidden',
        detail: '自分の庁舎の外には及びません。省全体の権限をもつ人に依頼してください。',
      };
}
