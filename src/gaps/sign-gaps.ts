import { inSlices } from '../kernel/in-slices.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../log/writing/perform-act.ts';
import { gapDigestOf } from './gap-digest-of.ts';
import { judgingGaps } from './judging-gaps.ts';
import { type GapDeps, loadGapFacts } from './load-gap-facts.ts';
import { openLinesOf } from './open-line.ts';
import { addSigning } from './signing-rows.ts';

export type SigningDeps = GapDeps & ActDeps;

/**
 * Signs the report of a site (不足報告の署名) as whoever signs has read it, known by its digest: one that is another by now is read again
 * first. A person signs, for it is their word.
 */
export function signGaps(
  deps: SigningDeps,
  context: ActContext,
  siteId: string,
  digest: string,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { actor } = context.principal;
    if (actor.type !== 'person') return refuse(notAPerson);
    const facts = await loadGapFacts(deps, siteId, tx.now);
    if (facts === undefined) return refuse({ code: 'not-found' });
    const report = await inSlices(judgingGaps(facts));
    if (gapDigestOf(report) !== digest) return refuse(anotherByNow);
    const { policy, rulesSeq, counts, lines } = report;
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, { kind: 'gaps-signed', details: { digest, counts, policy, rulesSeq } });
    await addSigning(tx, {
      ...{ siteId, seq, signedAt: tx.now, signedBy: actor.id },
      ...{ policy, rulesSeq, digest, counts, open: openLinesOf(lines) },
    });
    return ok({ seq });
  });
}

const notAPerson: Refusal = {
  code: 'forbidden',
  detail: '不足報告には、責任者が自分のトークンで署名してください。',
};

const anotherByNow: Refusal = {
  code: 'version-mismatch',
  detail: '読んだ後に不足報告が変わりました。もう一度読んで、署名してください。',
};
