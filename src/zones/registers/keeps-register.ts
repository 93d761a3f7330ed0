import { answersForZone } from '../../authority/answers-for-zone.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Whether somebody keeps what is registered of a zone: whoever answers for it. A person, for it is their word. */
export function keepsRegister(principal: Principal, siteId: string, zone: string): boolean {
  return principal.actor.type === 'person' && answersForZone(principal, siteId, zone);
}

/** The refusal of whoever does not keep the register of a zone; `what` is registered there. */
export function notTheirRegister(what: string): Refusal & { readonly detail: string } {
  return {
    code: 'forbidden',
    detail: `${what}を記録するのは、その区域の区域情報セキュリティ責任者か、最高・統括情報セキュリティ責任者又は情報セキュリティ責任者だけができます。`,
  };
}
