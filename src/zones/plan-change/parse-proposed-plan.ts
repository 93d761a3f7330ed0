import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import { SitePlanBody } from '../plan/site-plan.ts';
import { PlanProposalBody } from './plan-schemas.ts';

const Draft = Type.Object({ plan: SitePlanBody, closeReason: Type.Optional(Type.String()) });
const Weighed = Type.Pick(PlanProposalBody, ['seq', 'difference', 'opens', 'reopens', 'exceptions']);

const draftForm = Compile(Draft);
const weighedForm = Compile(Weighed);

/** The plan that was proposed; undefined once the proposal is closed. Throws on what no program of ours wrote. */
export function parseProposedPlan({ draft }: ProposalRow): Static<typeof Draft> | undefined {
  if (draft === null) return undefined;
  if (!draftForm.Check(draft)) throw new Error('a stored proposal is no change of a plan');
  return draft;
}

/** The version of the plan it was weighed against, and what it would do. Throws on what no program of ours wrote. */
export function parseWeighed({ weighed }: ProposalRow): Static<typeof Weighed> {
  if (!weighedForm.Check(weighed)) throw new Error('a stored proposal says not what it was weighed against');
  return weighed;
}
