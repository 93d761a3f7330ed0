import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import { holdSeenPermit } from '../../permits/seeing/hold-seen-permit.ts';
import { type KeptPhotographyTerms, parsePhotographyTerms } from '../photography/photography-terms.ts';

/** A photography permit that is held, whatever has become of it. */
export type HeldPhotography = {
  readonly permit: PermitRow;
  readonly terms: KeptPhotographyTerms;
  readonly isInForce: boolean;
};

/** Holds a photography permit that whoever acts sees to the end of an act; of another kind there is none. The site's head is taken after it (ADR 0002). */
export async function holdPhotography(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  permitId: string,
): Promise<Result<HeldPhotography, Refusal>> {
  const permit = await holdSeenPermit(tx, principal, siteId, permitId);
  const terms = permit?.kind === 'photography' ? parsePhotographyTerms(permit.terms) : undefined;
  if (permit === undefined || terms === undefined) return refuse({ code: 'not-found' });
  const inForce: readonly string[] = permitStatesInForce;
  return ok({ permit, terms, isInForce: inForce.includes(permit.state) });
}
