import { type Static, Type } from 'typebox';
import { Uuid } from '../../api/schemas.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { permitStateNames } from '../lifecycle/permit-lifecycle.ts';
import { RuleBody, ruleBody } from '../shown/permit-body.ts';
import type { Applied } from './apply-for-permit.ts';

/** The answer to an application of any kind: the rule first, then what became of it. */
export const AppliedBody = Type.Object(
  { rule: RuleBody, id: Uuid, state: Type.String(), says: Type.String() },
  { title: 'PermitApplied' },
);

/** What became of an application as the API answers it, or why it may not be made. */
export function appliedAnswer(
  applied: Result<Applied, Refusal>,
): Result<Static<typeof AppliedBody>, Refusal> {
  if (!applied.ok) return applied;
  const { id, state, rule } = applied.value;
  return ok({ rule: ruleBody(rule), id, state, says: permitStateNames[state] });
}
