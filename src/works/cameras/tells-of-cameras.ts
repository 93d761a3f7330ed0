import { answersForZone } from '../../authority/answers-for-zone.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { holdsAt } from '../../permits/deciding/holds-at.ts';

/** Whoever sees every monitor. */
const beside = ['reception', 'guard'] as const satisfies Role[];

/** Whether somebody says that a camera of a zone works, or does not: who answers or receives for the zone, and who sees the monitors. */
export function tellsOfCameras(principal: Principal, siteId: string, zone: string): boolean {
  const holds = holdsAt(principal, siteId);
  return (
    answersForZone(principal, siteId, zone) ||
    holds('zone-clerk', { scope: zone }) ||
    beside.some((role) => holds(role, {}))
  );
}

export const notTheirZone: Refusal = {
  code: 'forbidden',
  detail:
    '監視カメラを登録し、撤去するのはその区域の区域情報セキュリティ責任者だけができます。故障と復旧は、担当者と受付・警備も記録できます。',
};
