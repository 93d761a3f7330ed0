import type { Refusal } from '../../kernel/problem.ts';
import type { KindGuards } from '../../permits/using/permit-guards.ts';
import { holdThoseStanding } from '../../permits/waivers/waiver-rows.ts';
import { lockBookLoan } from '../lending/book-loan-rows.ts';
import { findOverdueLoans } from '../lending/find-overdue-loans.ts';
import { parseTakeOutTerms } from './take-out-terms.ts';

/**
 * A loan is the leave only while its 貸出簿 stands for it and the thing is not back: what has not begun by then is applied for. It goes on no
 * longer than the loan.
 */
export const guardTakeOut: KindGuards = {
  start: async (tx, { siteId, rule, terms }) => {
    const leant = rule.lines.flatMap(({ waived }) => (waived?.basis === 'lending-book' ? [waived.id] : []));
    if (leant.length === 0) return undefined;
    const lentFrom = parseTakeOutTerms(terms)?.lentFrom;
    const loan = lentFrom && (await lockBookLoan(tx, siteId, lentFrom));
    if (loan?.state !== 'lent') return loanOver;
    const standing = await holdThoseStanding(tx, siteId, leant);
    return leant.every((id) => standing.has(id)) ? undefined : bookOver;
  },
  extend: async (tx, { siteId, terms }, until) => {
    const lentFrom = parseTakeOutTerms(terms)?.lentFrom;
    const loan = lentFrom && (await lockBookLoan(tx, siteId, lentFrom));
    return loan !== undefined && loan.dueAt < until ? beyondLoan : undefined;
  },
  open: findOverdueLoans,
  takeBack: async (_tx, { terms }, given) => {
    const { reentries = [] } = parseTakeOutTerms(terms) ?? {};
    return { ...terms, reentries: reentries.filter(({ at }) => !given.includes(at)) };
  },
};

const loanOver: Refusal = {
  code: 'conflict',
  detail: '貸出簿のこの貸出しは、返却又は紛失が記録されています。改めて借り、申請し直してください。',
};

const bookOver: Refusal = {
  code: 'conflict',
  detail: '貸出簿によるという定めはもう終わっています。取り下げて、申請し直してください。',
};

const beyondLoan: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/until', message: '貸出簿の返却期日より後です' }],
};
