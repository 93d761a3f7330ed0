import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { isAtClass3 } from '../rule/is-at-class-3.ts';
import type { RuleLine } from '../rule/rule-told.ts';

/** Whether one person is not enough to let this begin: an exception in a zone of class 3 and above, or of no class (ADR 0016). */
export function takesTwo(
  kind: PermitKind,
  rule: { readonly lines: readonly Pick<RuleLine, 'class'>[] },
): boolean {
  return leavesAside(kind) === 'exception' && isAtClass3(rule);
}
