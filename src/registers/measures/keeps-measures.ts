import { answersForZone } from '../../authority/answers-for-zone.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Whether somebody records what was done in a zone: whoever answers for it. A person, for it is their word. */
export function keepsMeasures(principal: Principal, siteId: string, zone: string): boolean {
  return principal.actor.type === 'person' && answersForZone(principal, siteId, zone);
}

export const notTheirMeasures: Refusal = {
  code: 'forbidden',
  detail:
    '区域に講じた対策を記録するのは、その区域の区域情報セキュリティ責任者か、最高・統括情報セキュリティ責任者又は情報セキュリティ責任者だけができます。',
};
