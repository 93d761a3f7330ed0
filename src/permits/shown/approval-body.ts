import { type Static, Type } from 'typebox';
import { End, Uuid } from '../../api/schemas.ts';
import type { Proposed } from '../../dual-control/propose.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import type { Need } from '../rule/rule-told.ts';
import { NeedsBody, needsBody } from './permit-body.ts';

/** Where a permit stands after a consent, and where the approval waits for a second person. */
export const ApprovalBody = Type.Object(
  {
    state: Type.String(),
    missing: NeedsBody,
    proposal: Type.Optional(Type.Object({ id: Uuid, expiresAt: End }, { title: 'WaitingApproval' })),
  },
  { title: 'PermitApproval' },
);

export function approvalBody({
  state,
  missing,
  proposal,
}: {
  readonly state: PermitState;
  readonly missing: readonly Need[];
  readonly proposal?: Proposed;
}): Static<typeof ApprovalBody> {
  return { state, missing: needsBody(missing), ...(proposal === undefined ? {} : { proposal }) };
}
