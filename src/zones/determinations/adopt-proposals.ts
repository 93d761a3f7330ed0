import { createHash } from 'node:crypto';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/canonical-json.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { takeEveryHead } from '../../log/take-every-head.ts';
import type { Policy } from '../regulation/policy.ts';
import type { Proposal } from '../regulation/proposal.ts';
import { isOrganisation } from '../sites/find-organisations.ts';
import { unknownOrganisation } from '../sites/unknown-organisation.ts';
import { recordedAnswer } from './determination-row.ts';
import { judgePerson } from './judge-adopter.ts';
import { putInForce } from './put-in-force.ts';

export type ProposalDeps = ActDeps & { readonly policy: Policy; readonly proposals: readonly Proposal[] };

export type ProposalAdoption = {
  readonly organisation: string;
  /** 決裁 or whatever else the adoption rests on. */
  readonly basis: string;
  /** RFC 3339; absent = now. */
  readonly from?: string | undefined;
  readonly cells: 'all' | readonly { readonly row: string; readonly class: number }[];
};

/**
 * Adopts ready proposals of the policy package for an organisation: one named act and one entry (count, digest) for
 * however many. Nobody here wrote them, so one person suffices.
 */
export function adoptProposals(
  deps: ProposalDeps,
  context: ActContext,
  { organisation, basis, from, cells }: ProposalAdoption,
): Promise<Result<{ readonly adopted: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgePerson(context.principal.actor);
    if (refusal !== undefined) return refuse(refusal);
    if (!(await isOrganisation(tx.db, organisation))) return refuse(unknownOrganisation);
    const chosen = choose(deps.proposals, cells);
    if (!chosen.ok) return chosen;
    const sites = await takeEveryHead(tx);
    const effectiveFrom = from === undefined ? tx.now : new Date(from);
    const policy = deps.policy.package;
    const adopted = chosen.value.map((proposal) => ({ ...proposal, id: newId<'determination'>() }));
    const listed = adopted.map(({ id, row, zoneClass, value, clauses = null }) => ({
      id,
      row,
      class: zoneClass,
      ...recordedAnswer({ value, clauses }),
    }));
    const digest = createHash('sha256').update(canonicalJson(listed)).digest('hex');
    const fromSeq = tx.recordMinistry(
      {
        kind: 'determinations-adopted',
        subject: { organisation },
        details: { policy, count: adopted.length, digest, from: effectiveFrom.toISOString() },
      },
      sites,
    );
    const rows = adopted.map(({ id, row, zoneClass, value, clauses = null, words }) => ({
      determinationId: id,
      fromSeq,
      untilSeq: null,
      organisationId: organisation,
      policy,
      state: 'adopted',
      row,
      class: zoneClass,
      value,
      clauses,
      words,
      basis,
      heldBy: null,
      proposedBy: null,
      decidedBy: context.principal.actor.id,
      effectiveFrom,
      effectiveUntil: null,
    }));
    const conflict = await putInForce(tx.db, organisation, rows);
    return conflict === undefined ? ok({ adopted: rows.length }) : refuse(conflict);
  });
}

function choose(
  proposals: readonly Proposal[],
  cells: ProposalAdoption['cells'],
): Result<readonly Proposal[], Refusal> {
  if (cells === 'all') return ok(proposals);
  const found = cells.map((cell) =>
    proposals.find(({ row, zoneClass }) => row === cell.row && zoneClass === cell.class),
  );
  const errors = found.flatMap((proposal, index) =>
    proposal === undefined
      ? [
          {
            at: `/cells/${index}`,
            message: 'この行とクラスの案はありません。府省庁の判断による行か確かめてください。',
          },
        ]
      : [],
  );
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok(found.flatMap((proposal) => proposal ?? []));
}
