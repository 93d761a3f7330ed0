import type { Principal } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { holdsAt } from '../../permits/deciding/holds-at.ts';

/** Whoever answers for every zone, or sees every monitor. */
const everywhere = ['ciso', 'general-officer', 'security-officer'] as const satisfies Role[];
const beside = ['reception', 'guard'] as const satisfies Role[];

/** Whether somebody keeps the register of cameras of a zone: its officer, or whoever answers for all. */
export function keepsCameras(principal: Principal, siteId: string, zone: string): boolean {
  const holds = holdsAt(principal, siteId);
  return holds('zone-officer', { scope: zone }) || everywhere.some((role) => holds(role, {}));
}

/** Whether somebody says that a camera of a zone works, or does not: who keeps it, who receives for the zone, and who sees the monitors. */
export function tellsOfCameras(principal: Principal, siteId: string, zone: string): boolean {
  const holds = holdsAt(principal, siteId);
  return (
    keepsCameras(principal, siteId, zone) ||
    holds('zone-clerk', { scope: zone }) ||
    beside.some((role) => holds(role, {}))
  );
}

export const notTheirZone: Refusal = {
  code: 'forbidden',
  detail:
    '監視カメラを登録し、撤去するのはその区域の区域情報セキュリティ責任者だけができます。故障と復旧は、担当者と受付・警備も記録できます。',
};
