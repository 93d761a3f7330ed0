import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { holdKeepersOfBook } from '../../permits/waivers/waiver-rows.ts';
import { addBookLoan, type BookLine, isOut, nextNumber } from './book-loan-rows.ts';

/** What is written into a 貸出簿: who borrows what, and by when it is back. */
export type BookLoanDraft = {
  readonly book: string;
  readonly borrower: string;
  /** 管理番号 of the thing, where it has one. */
  readonly code?: string | undefined;
  readonly item: string;
  /** Exclusive */
  readonly until: Date;
};

/**
 * Lends something and writes it into a 貸出簿 (別表2 rows 20 to 22): by somebody of the unit that keeps the book, and never by whoever borrows, for
 * the line stands for a permission (I8).
 */
export function lendFromBook(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { book, borrower, code, item, until }: BookLoanDraft,
): Promise<Result<BookLine, Refusal>> {
  const { id } = context.principal.actor;
  return performAct(deps, context, async (tx) => {
    const staff = await holdActiveStaff(tx, [id, borrower]);
    if (!staff.has(id) || id === borrower) return refuse(notByThem);
    const keepers = await holdKeepersOfBook(tx, siteId, book);
    if (keepers.length === 0) return refuse(noBook);
    const own = (await loadUnitsOf(tx.db, [id])).get(id);
    const organisationId = keepers.find((unit) => unit === null || unit === own);
    if (organisationId === undefined) return refuse(notTheirBook);
    const errors: readonly FieldError[] = [
      ...(staff.has(borrower) ? [] : [{ at: '/borrower', message: '在職中の行政事務従事者にしてください' }]),
      ...(until > tx.now ? [] : [{ at: '/until', message: '現在より後を指定してください' }]),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    if (code !== undefined && (await isOut(tx.db, siteId, book, code))) return refuse(lentAlready);

    const number = await nextNumber(tx, siteId, book);
    tx.record(siteId, {
      kind: 'book-lent',
      subject: { person: borrower },
      details: { book, number, due: until.toISOString(), ...(code === undefined ? {} : { code }) },
      personal: { recordClass: 'act', data: { item } },
    });
    await addBookLoan(tx, {
      ...{ siteId, book, number, organisationId, code: code ?? null, item },
      ...{ borrowerId: borrower, lentBy: id, lentAt: tx.now, dueAt: until },
      ...{ state: 'lent', endedBy: null, endedAt: null },
    });
    return ok({ book, number });
  });
}

const notByThem: Refusal = {
  code: 'forbidden',
  detail: '貸出簿には、借りる人ではない在職中の行政事務従事者が、自分のトークンで書いてください。',
};

const noBook: Refusal = {
  code: 'conflict',
  detail: 'この符号の貸出簿が許可・届出に代わるとは、いま定められていません。',
};

const notTheirBook: Refusal = {
  code: 'forbidden',
  detail: 'この貸出簿に書くのは、それを備える課室の人です。',
};

const lentAlready: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/code', message: 'この管理番号のものは貸し出されていて、まだ戻っていません' }],
};
