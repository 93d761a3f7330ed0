import type { VisitState } from '../../visitors/registry/visit-lifecycle.ts';
import { mayExtend } from '../../visitors/steps/may-extend.ts';
import type { ListedPass } from '../passes/list-passes.ts';
import { passStepsOpen } from '../passes/pass-body.ts';
import { closingConditions } from './closing-conditions.ts';
import type { ClosingLine } from './find-closing-lines.ts';

type Step = { readonly step: string; readonly by: string[] };

/** What is known of the subject of a line: of an arrival its visit, of a pass the pass. */
type OfLine = {
  readonly visit: VisitState | undefined;
  readonly pass: ListedPass | undefined;
  readonly timeZone: string;
  readonly now: Date;
};

/** What may be done now about a line, and by whom. Of a pass it is whatever its judges let through. */
export function stepsOfLine(
  {
    condition,
    state,
    day,
    endsAt,
    turnedClosedAt,
  }: Pick<ClosingLine, 'condition' | 'state' | 'day' | 'endsAt' | 'turnedClosedAt'>,
  { visit, pass, ...moment }: OfLine,
): readonly Step[] {
  if (pass !== undefined) return passStepsOpen(pass, moment.now);
  const extenders =
    visit === undefined || state === null || endsAt === null
      ? []
      : mayExtend(visit, { state, day, endsAt, turnedClosedAt }, moment);
  return Object.entries<readonly string[]>(closingConditions[condition].steps)
    .map(([step, by]) => ({ step, by: step === 'extend' ? [...extenders] : [...by] }))
    .filter(({ by }) => by.length > 0);
}
