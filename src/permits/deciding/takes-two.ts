import { keptAs } from '../../zones/plan/kept-as.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { RuleLine } from '../rule/rule-told.ts';

/** Whether one person is not enough to let this begin: an exception in a zone of class 3 and above, or of no class (ADR 0016). */
export function takesTwo(
  kind: PermitKind,
  { lines }: { readonly lines: readonly Pick<RuleLine, 'class'>[] },
): boolean {
  return leavesAside(kind) === 'exception' && lines.some((line) => keptAs(line) >= 3);
}
