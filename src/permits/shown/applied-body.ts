import { type Static, Type } from 'typebox';
import { Uuid } from '../../api/schemas.ts';
import type { Applied } from '../applying/apply-for-permit.ts';
import { permitStateNames } from '../lifecycle/permit-lifecycle.ts';
import { RuleBody, ruleBody } from './permit-body.ts';

/** The answer to an application of any kind: the rule first, then what became of it. */
export const AppliedBody = Type.Object(
  { rule: RuleBody, id: Uuid, state: Type.String(), says: Type.String() },
  { title: 'PermitApplied' },
);

export function appliedBody({ id, state, rule }: Applied): Static<typeof AppliedBody> {
  return { rule: ruleBody(rule), id, state, says: permitStateNames[state] };
}
