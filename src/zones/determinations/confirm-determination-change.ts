import { databaseOf } from '../../db/pool.ts';
import {
  beginConfirmation,
  type ConfirmationDeps,
  previewConfirmation,
} from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { sameValue } from '../plan/same-value.ts';
import {
  type DeterminationAnswer,
  type DeterminationDeps,
  readChange,
  storeDeterminations,
} from './change-determinations.ts';
import { parseProposedChange, parseWeighedChange } from './parse-proposed-change.ts';

/**
 * Puts a proposed change of determinations in force as the act of its second person, in one entry that names both. Refused
 * where it would end or begin others, or let in others, than it was weighed to.
 */
export async function confirmDeterminationChange(
  deps: DeterminationDeps & ConfirmationDeps,
  context: ActContext,
  proposalId: string,
): Promise<Result<DeterminationAnswer, Refusal>> {
  const { principal } = context;
  const key = { siteId: ministryLogId, kind: 'determination-change', proposalId } as const;
  const asked = { principal, key };
  const now = deps.clock.now();
  const proposed = await previewConfirmation(deps, { db: databaseOf(deps.pool), now }, asked);
  if (!proposed.ok) return proposed;
  const change = draftOf(proposed.value, parseProposedChange);
  const author = { type: 'person', id: proposed.value.proposedBy } as const;
  const read = await readChange(deps, author, change, now);
  if (!read.ok) return read;
  const { opens, summary } = read.value;
  if (!sameValue({ opens, summary }, parseWeighedChange(proposed.value))) return refuse(weighedAnew);
  return performAct(deps, context, async (tx) => {
    const begun = await beginConfirmation(deps, tx, asked);
    if (!begun.ok) return begun;
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    return storeDeterminations(deps, tx, author, change, read.value, begun.value);
  });
}

const weighedAnew: Refusal = {
  code: 'version-mismatch',
  detail:
    '提案した後に図面・許可・判断が変わり、この変更ですること又は入れるようになる人が提案のときと違います。内容を見直して、あらためて提案してください。',
};
