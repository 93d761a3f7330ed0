import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import { DeterminationChangeDraft, DeterminationProposalBody } from './determination-schemas.ts';

const Weighed = Type.Pick(DeterminationProposalBody, ['summary', 'opens']);

const draftForm = Compile(DeterminationChangeDraft);
const weighedForm = Compile(Weighed);

/** The change that was proposed; undefined once the proposal is closed. Throws on what no program of ours wrote. */
export function parseProposedChange({
  draft,
}: ProposalRow): Static<typeof DeterminationChangeDraft> | undefined {
  if (draft === null) return undefined;
  if (!draftForm.Check(draft)) throw new Error('a stored proposal is no change of determinations');
  return draft;
}

/** What it would do and whom it would let in. Throws on what no program of ours wrote. */
export function parseWeighedChange({ weighed }: ProposalRow): Static<typeof Weighed> {
  if (!weighedForm.Check(weighed)) throw new Error('a stored proposal says not what it would do');
  return weighed;
}
