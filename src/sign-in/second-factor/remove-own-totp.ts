import { eq } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { beginOwnFactorChange } from './begin-own-factor-change.ts';
import { findFactors } from './find-factors.ts';
import { findRemovalRefusal } from './find-removal-refusal.ts';
import { hasLasting } from './second-factors.ts';
import { recoveryCodes, totpFactors } from './tables.ts';

/** Takes one's own app away, unless it is the last factor of somebody of whom one is demanded. The recovery codes go with the last. */
export function removeOwnTotp(
  deps: ActDeps,
  context: ActContext,
): Promise<Result<{ readonly sessionsEnded: number }, Refusal>> {
  return performAct<{ readonly sessionsEnded: number }>(deps, context, async (tx) => {
    const own = await beginOwnFactorChange(tx, context);
    if (!own.ok) return own;
    const { loginId, personId, session } = own.value;
    const held = await findFactors(tx.db, loginId);
    if (held.totpEnrolledAt === null) return refuse(hasNone);
    const left = { ...held, totpEnrolledAt: null };
    const refusal = await findRemovalRefusal(tx.db, left, context.principal.roles);
    if (refusal !== undefined) return refuse(refusal);
    await tx.db.delete(totpFactors).where(eq(totpFactors.loginId, loginId));
    if (!hasLasting(left)) await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.loginId, loginId));
    const sessionsEnded = await endSessions(tx, personId, session);
    const details = { factor: 'totp', sessionsEnded };
    tx.recordMinistry({ kind: 'factor-removed', subject: { person: personId }, details }, []);
    return ok({ sessionsEnded });
  });
}

const hasNone: Refusal = { code: 'conflict', detail: '認証アプリは登録されていません。' };
