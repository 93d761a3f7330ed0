import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Why somebody may not record what another did: the desk does so for everybody, anybody else for themselves alone. */
export function judgeRecorder(principal: Principal, siteId: string, by: string): Refusal | undefined {
  const isDesk = (['reception', 'guard'] as const).some((role) => holdsRole(principal, role, { siteId }));
  if (isDesk || principal.actor.id === by) return undefined;
  return { code: 'forbidden', detail: 'ほかの人がしたことを記録できるのは、受付と警備だけです。' };
}
