import type { Principal } from '../../authority/principal.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Decidable } from './find-decider-bar.ts';
import { type ConsentOutcome, sameNeed } from './judge-consent.ts';
import { judgeStandIns } from './judge-stand-ins.ts';
import { loadStandInFacts } from './load-stand-in-facts.ts';

/** What somebody answers for by roles of their own, with what they do in the stead of an officer, or as the superior (ADR 0040). */
export async function withStandIns(
  tx: ActTx,
  principal: Principal,
  permit: Decidable,
  { added, missing }: ConsentOutcome,
): Promise<ConsentOutcome> {
  if (missing.length === 0) return { added, missing };
  const facts = await loadStandInFacts(tx, principal, permit, missing);
  const instead = judgeStandIns(missing, facts);
  return {
    added: [...added, ...instead],
    missing: missing.filter((need) => !instead.some((one) => sameNeed(one, need))),
  };
}
