import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import { holdSeenPermit } from '../../permits/seeing/hold-seen-permit.ts';
import { parseWorkTerms, type WorkTerms } from './work-terms.ts';

/** A work that is held, with what its plan says. */
export type HeldWork = { readonly permit: PermitRow; readonly terms: WorkTerms };

/** Locks the permit of a work that whoever acts sees. The site's head is left to the act, which takes it last (ADR 0002). */
export async function beginWorkAct(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  permitId: string,
): Promise<Result<HeldWork, Refusal>> {
  const permit = await holdSeenPermit(tx, principal, siteId, permitId);
  if (permit?.kind !== 'work') return refuse({ code: 'not-found' });
  const terms = parseWorkTerms(permit.terms);
  return terms === undefined
    ? refuse({ code: 'conflict', detail: 'この計画の内容を読めません。' })
    : ok({ permit, terms });
}
