import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { FieldError } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { holdStopped } from '../../people/registry/hold-stopped.ts';
import { partiesOf } from '../../permits/registry/parties-of.ts';
import { lockPermit } from '../../permits/registry/permit-rows.ts';
import { weighStanding } from '../../permits/using/weigh-standing.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { deliveries } from '../registry/tables.ts';
import { isProtected } from '../rule/information-grade.ts';
import { type HandedOver, judgeTransfer } from './judge-transfer.ts';
import { parseTransferTerms } from './transfer-terms.ts';

/**
 * What is wrong with the permit that information is handed over by (METI 13): 要保護情報 that leaves names one, anything else none. The permit
 * is locked to the end of the act, so that of two who hand over the second sees what the first left.
 */
export async function weighTransfer(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  handed: HandedOver & { readonly permission?: string | undefined; readonly leaves: boolean },
): Promise<readonly FieldError[]> {
  const { permission, leaves, grade } = handed;
  if (!(leaves && isProtected(grade))) return permission === undefined ? [] : [notAsked];
  if (permission === undefined) return [asked];
  const row = await lockPermit(tx, siteId, permission);
  const terms = row?.kind === 'transfer' ? parseTransferTerms(row.terms) : undefined;
  const permit =
    row === undefined || terms === undefined ? undefined : { ...row, terms, parties: partiesOf(row) };
  return judgeTransfer(handed, {
    permit,
    stopped: (await holdStopped(tx, permit?.concernedIds ?? [])).size > 0,
    askedAnew: permit !== undefined && (await weighStanding(tx, siteId, policy, permit)) !== undefined,
    used: await countUsed(tx, siteId, permission),
    now: tx.now,
  });
}

/** How much was handed over by a permit and did not come back. */
async function countUsed({ db }: ActTx, siteId: string, permission: string) {
  const [counted] = await db
    .select({
      pieces: sql<number>`coalesce(sum(${deliveries.pieces}), 0)::int`,
      sheets: sql<number>`coalesce(sum(${deliveries.sheets}), 0)::int`,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.siteId, siteId),
        eq(deliveries.transferPermission, permission),
        isNull(deliveries.untilSeq),
        ne(deliveries.state, 'returned'),
      ),
    );
  return counted ?? { pieces: 0, sheets: 0 };
}

const asked: FieldError = {
  at: '/information/permission',
  message: '要保護情報を渡すには、課室情報セキュリティ責任者の許可（transfers）の番号が要ります（METI 13条）',
};

const notAsked: FieldError = {
  at: '/information/permission',
  message: '移送・提供の許可は、要保護情報を渡すとき（文書使送では区域外へ運ぶとき）にだけ記録します',
};
