import { findContract } from '../people/registry/contract-rows.ts';
import type { KindGuards } from '../permits/using/permit-guards.ts';
import { findOpenOccurrence } from './occurrences/occurrence-rows.ts';
import { judgeContract } from './plan/judge-crew.ts';
import { parseWorkTerms } from './plan/work-terms.ts';
import { findUnwatchedWorks } from './watching/find-unwatched-works.ts';

/**
 * A work begins by the act that counts its workers in, is closed once they are counted out, and goes on no longer than its contract. A leave
 * for a tool that is taken back may be given anew.
 */
export const guardWork: KindGuards = {
  open: findUnwatchedWorks,
  start: async () => ({
    code: 'conflict',
    detail: '作業は、立会者と人数を示して開始してください（works の begin）。',
  }),
  close: async (tx, { siteId, permitId }) =>
    (await findOpenOccurrence(tx, siteId, permitId)) === undefined
      ? undefined
      : {
          code: 'conflict',
          detail: '作業員が出たことをまだ数えていません。作業を終えてから閉じてください。',
        },
  extend: async (tx, { terms, validFrom }, until) => {
    const contract = parseWorkTerms(terms)?.contract;
    if (contract === undefined) return undefined;
    const found = await findContract(tx.db, contract);
    const errors = judgeContract(found && { ...found, ended: found.endReason !== null }, validFrom, until);
    return errors.length > 0
      ? { code: 'unprocessable', errors: errors.map(({ message }) => ({ at: '/until', message })) }
      : undefined;
  },
  takeBack: async (_tx, { terms }, given) => {
    const { tools = [] } = parseWorkTerms(terms) ?? {};
    const left = tools.map((one) => (given.includes(one.leave?.at ?? '') ? { ...one, leave: null } : one));
    return { ...terms, tools: left };
  },
};
