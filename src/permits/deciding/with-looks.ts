import { dayMs } from '../../kernel/day-ms.ts';
import { afterwardsDays } from '../lifecycle/afterwards-days.ts';
import type { Afterwards } from '../rule/afterwards.ts';
import type { ConsentOutcome } from './judge-consent.ts';

/**
 * With what a deputy decided while the officer was absent: the officer looks at it afterwards (後閲). What is to be applied for first is looked at
 * after that by the same people. `by`: whoever decided; `beside`: what was decided is no step of the permit itself.
 */
export function withLooks(
  before: Afterwards | null,
  added: ConsentOutcome['added'],
  { by, now, beside }: { readonly by: string; readonly now: Date; readonly beside?: true },
): Afterwards | null {
  const looks = added
    .filter(({ form }) => form === 'acting')
    .map(({ zone, unit, anyOf }) => ({
      ...{ zone, unit, anyOf, by },
      ...(beside === undefined ? {} : { beside: now.toISOString() }),
    }));
  if (looks.length === 0 || before?.is === 'apply') return before;
  const due = new Date(now.getTime() + afterwardsDays.look * dayMs).toISOString();
  return { is: 'look', due: before?.due ?? due, needs: [...(before?.needs ?? []), ...looks] };
}
