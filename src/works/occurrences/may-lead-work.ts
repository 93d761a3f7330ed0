import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { HeldWork } from '../plan/begin-work-act.ts';

/** Whoever planned a work or attends it begins and ends it; the desk and the guards do it for them. */
export function mayLeadWork(principal: Principal, { permit, terms }: HeldWork): boolean {
  const { id } = principal.actor;
  const { siteId, applicantId } = permit;
  return (
    id === applicantId ||
    terms.attendants.includes(id) ||
    (['reception', 'guard'] as const).some((role) => holdsRole(principal, role, { siteId }))
  );
}

export const notTheirWork: Refusal = {
  code: 'forbidden',
  detail: '作業を計画した人か立会者、又は受付・警備が行ってください。',
};
