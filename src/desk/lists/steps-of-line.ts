import type { Role } from '../../authority/roles.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { ListedPass } from '../passes/list-passes.ts';
import { passStepsOpen } from '../passes/pass-body.ts';
import { type ClosingCondition, closingConditions } from './closing-conditions.ts';
import type { ClosingLine } from './find-closing-lines.ts';

type Step = { readonly step: string; readonly by: Role[] };

/**
 * What may be done now about a line, and by whom. Of a pass it is what its state leaves open; a visit is made longer by its host alone
 * once its day is over, and by nobody once the next one is.
 */
export function stepsOfLine(
  { condition, dayEndsAt }: Pick<ClosingLine, 'condition' | 'dayEndsAt'>,
  pass: ListedPass | undefined,
  now: Date,
): readonly Step[] {
  if (pass !== undefined) return passStepsOpen(pass, now);
  const over = dayEndsAt === null ? 0 : now.getTime() - dayEndsAt.getTime();
  return stepsOf(condition).flatMap(({ step, by }) => {
    if (step !== 'extend' || over < 0) return [{ step, by }];
    return over < dayMs ? [{ step, by: ['host'] }] : [];
  });
}

function stepsOf(condition: ClosingCondition): readonly Step[] {
  return Object.entries(closingConditions[condition].steps).map(([step, by]) => ({ step, by: [...by] }));
}
