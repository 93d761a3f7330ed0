import { type Static, Type } from 'typebox';
import { Described, Nullable, Uuid } from '../../api/schemas.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { RequirementLinkBody } from '../../zones/rules/requirement-link-body.ts';
import type { Allowed, BecauseOf } from '../using/judge-allowed.ts';

/** The answer to whether something may be done now: yes or no, why, and the rule with its chain. */
export const AllowedBody = Type.Object(
  {
    allowed: Type.Boolean(),
    because: Type.String(),
    says: Type.String(),
    permit: Nullable(Uuid),
    waiver: Type.Optional(Described(Uuid, '届出を要しないと定めた登録簿の行')),
    row: Type.String(),
    clause: Type.String(),
    value: Type.String(),
    undetermined: Type.Boolean(),
    chain: Type.Array(RequirementLinkBody),
  },
  { title: 'Allowed' },
);

export function allowedBody(
  { allowed, because, permit, waiver, rule }: Allowed & { readonly rule: Requirement },
  saysOf: Readonly<Record<BecauseOf, string>>,
): Static<typeof AllowedBody> {
  const { row, clause, value, undetermined, chain } = rule;
  const says = saysOf[because];
  const by = waiver === undefined ? { permit } : { permit, waiver };
  return { allowed, because, says, ...by, row, clause, value, undetermined, chain: [...chain] };
}
