import { authorization } from '../../authority/authorization.ts';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import { reaches } from '../../authority/reaches.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Whether a principal approves applications, and so may withdraw those of others. */
export function decidesApplications(principal: Principal): boolean {
  return reaches(principal, 'account-applications.decide', null);
}

/** Why a principal may not apply for somebody of this 課室: who answers for one applies for its people, and for no others. */
export function judgeApplicant(principal: Principal, organisationId: string): Refusal | undefined {
  if (principal.actor.type !== 'person') return { code: 'forbidden', detail: noMachine };
  const { roles } = principal;
  const isOfAll = roles.some(({ role }) => role !== 'section-officer' && applying.has(role));
  if (isOfAll || holdsRole(principal, 'section-officer', { scope: organisationId })) return undefined;
  return { code: 'forbidden', detail: notTheirs };
}

const applying: ReadonlySet<string> = new Set(authorization['account-applications.apply'].roles);
const noMachine = '識別コードの申請は人が行うものです。担当者が自分のもので申請してください。';
const notTheirs = 'この課室の人の識別コードを申請できるのは、その課室の責任者と、権限管理を行う者です。';
