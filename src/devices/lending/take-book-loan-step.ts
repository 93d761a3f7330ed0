import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { type BookLine, lockBookLoan, saveBookLoan } from './book-loan-rows.ts';
import { type LentState, type LentStep, lentStateAfter, lentStateNames } from './lent-lifecycle.ts';

const entryKinds = {
  return: 'book-loan-returned',
  lose: 'book-loan-lost',
} as const satisfies Record<LentStep, string>;

/** Takes what was lent from a 貸出簿 back, or records that it is lost: by somebody of the unit that keeps the book, and never by whoever borrowed it. */
export function takeBookLoanStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  line: BookLine,
  step: LentStep,
): Promise<Result<{ readonly state: LentState }, Refusal>> {
  const { id } = context.principal.actor;
  return performAct(deps, context, async (tx) => {
    const isStaff = (await holdActiveStaff(tx, [id])).has(id);
    const own = (await loadUnitsOf(tx.db, [id])).get(id) ?? null;
    const loan = await lockBookLoan(tx, siteId, line);
    if (loan === undefined) return refuse({ code: 'not-found' });
    const keeps = loan.organisationId === null || loan.organisationId === own;
    if (!isStaff || !keeps || id === loan.borrowerId) return refuse(notByThem);
    const state = lentStateAfter(loan.state, step);
    if (state === undefined) {
      const detail = `「${lentStateNames[loan.state]}」のため、この操作はできません。`;
      return refuse({ code: 'conflict', detail });
    }
    await tx.takeHeads([siteId]);
    const { book, number, borrowerId } = loan;
    tx.record(siteId, {
      kind: entryKinds[step],
      subject: { person: borrowerId },
      details: { book, number, overdue: loan.state === 'lent' && loan.dueAt <= tx.now },
    });
    await saveBookLoan(tx, loan, { state, endedBy: id, endedAt: tx.now });
    return ok({ state });
  });
}

const notByThem: Refusal = {
  code: 'forbidden',
  detail: '返却と紛失は、貸出簿を備える課室の人で、借りた人ではない人が記録してください。',
};
