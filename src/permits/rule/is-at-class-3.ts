import { keptAs } from '../../zones/plan/kept-as.ts';
import type { RuleLine } from './rule-told.ts';

/** Whether what the rules say is, of any zone it touches, about one of class 3 and above, or of no class. */
export function isAtClass3({ lines }: { readonly lines: readonly Pick<RuleLine, 'class'>[] }): boolean {
  return lines.some((line) => keptAs(line) >= 3);
}
