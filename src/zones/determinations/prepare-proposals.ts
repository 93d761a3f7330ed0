import { createHash } from 'node:crypto';
import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/entry/canonical-json.ts';
import type { Policy } from '../regulation/policy.ts';
import type { Proposal } from '../regulation/proposal.ts';
import { isOrganisation } from '../sites/find-organisations.ts';
import { unknownOrganisation } from '../sites/unknown-organisation.ts';
import type { Prepared, ProposalAdoption } from './determination-change.ts';
import { recordedAnswer } from './determination-row.ts';
import { judgePerson } from './judge-adopter.ts';
import { asAdopted } from './judge-notification.ts';
import { answerTo, judgeNotificationAnswers } from './judge-notification-answers.ts';
import { succession } from './succession.ts';

/** The policy package with its ready proposals. */
export type Package = { readonly policy: Policy; readonly proposals: readonly Proposal[] };

/**
 * Ready proposals of the policy package come into force for an organisation: one named act and one entry (count, digest) for
 * however many. Nobody here wrote them. Of each that says 届出 it is asked whether one may begin before anyone answers.
 */
export async function prepareProposals(
  { policy: { package: policy }, proposals }: Package,
  db: Database,
  adopter: Actor,
  { organisation, basis, from, cells, notifications = [] }: ProposalAdoption,
  now: Date,
): Prepared {
  const refusal = judgePerson(adopter);
  if (refusal !== undefined) return refuse(refusal);
  if (!(await isOrganisation(db, organisation))) return refuse(unknownOrganisation);
  const chosen = choose(proposals, cells);
  if (!chosen.ok) return chosen;
  const errors = judgeNotificationAnswers(chosen.value, notifications);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const effectiveFrom = from === undefined ? now : new Date(from);
  const adopted = chosen.value.map(({ row, zoneClass, value, clauses = null, words }) => ({
    ...asAdopted({ value, clauses }, answerTo({ row, zoneClass }, notifications)?.beginsBeforeAnswer),
    determinationId: newId<'determination'>(),
    untilSeq: null,
    organisationId: organisation,
    policy,
    state: 'adopted',
    row,
    class: zoneClass,
    words,
    basis,
    heldBy: null,
    proposedBy: null,
    decidedBy: adopter.id,
    effectiveFrom,
    effectiveUntil: null,
  }));
  const followed = await succession(db, organisation, adopted);
  if (!followed.ok) return followed;
  const listed = adopted.map(({ determinationId, row, class: zoneClass, value, clauses }) => ({
    id: determinationId,
    row,
    class: zoneClass,
    ...recordedAnswer({ value, clauses }),
  }));
  const digest = createHash('sha256').update(canonicalJson(listed)).digest('hex');
  return ok({
    organisation,
    entry: {
      kind: 'determinations-adopted',
      subject: { organisation },
      details: {
        policy,
        count: adopted.length,
        digest,
        from: effectiveFrom.toISOString(),
        ...(notifications.length === 0 ? {} : { notifications }),
      },
    },
    concernsSites: true,
    ended: followed.value.ended,
    rows: [...followed.value.shortened, ...adopted],
    answer: { adopted: adopted.length },
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
