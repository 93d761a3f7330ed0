import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Uuid } from '../../api/schemas.ts';
import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import { RuleBody } from '../shown/permit-body.ts';

/** Which permit is to be approved, the version that was seen, and what the rules said of it then. */
const ProposedApproval = Type.Object({ permit: Uuid, fromSeq: Type.Integer(), rule: RuleBody });

const form = Compile(ProposedApproval);

/** Reads what was proposed to be approved. Throws on what no program of ours wrote. */
export function parseProposedApproval({ weighed }: ProposalRow): Static<typeof ProposedApproval> {
  if (!form.Check(weighed)) throw new Error('a stored proposal approves no permit');
  return weighed;
}
