import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Desk, SitePlan } from '../../zones/plan/site-plan.ts';

/** The desk of this code in the plan. */
export function findDesk({ desks }: Pick<SitePlan, 'desks'>, deskId: string | null): Result<Desk, Refusal> {
  const desk = desks?.find(({ id }) => id === deskId);
  if (desk !== undefined) return ok(desk);
  const message = 'この受付は図面にありません。';
  return refuse({ code: 'unprocessable', errors: [{ at: '/desk', message }] });
}
