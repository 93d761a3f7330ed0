import { holdsRole, type Principal } from '../../authority/principal.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';

export type ExcuseFacts = {
  readonly principal: Principal;
  readonly siteId: string;
  /** Whose own act it is. */
  readonly owners: ReadonlySet<string>;
  readonly personId: string;
  /** null = of no section, as an outsider is. */
  readonly organisationId: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
};

/** Why somebody is not excused from wearing their card: the head of their own section says so, for a while, and of another than themselves. */
export function judgeExcuse(facts: ExcuseFacts): Refusal | undefined {
  const { owners, personId, organisationId, from, until, now } = facts;
  if (organisationId === null || !isHead(facts, organisationId)) return notHead;
  if (owners.has(personId)) return ofOneself;
  return until > now && until > from && until.getTime() - from.getTime() <= longestMs
    ? undefined
    : {
        code: 'unprocessable',
        errors: [{ at: '/until', message: '開始と現在より後、開始から1年以内を指定してください' }],
      };
}

/** Whether the principal heads the section at this site. */
export function isHead(
  { principal, siteId }: Pick<ExcuseFacts, 'principal' | 'siteId'>,
  scope: string,
): boolean {
  return holdsRole(principal, 'section-officer', { siteId, scope });
}

const longestMs = 366 * dayMs;

export const notHead: Refusal = {
  code: 'forbidden',
  detail: 'その人の課室の責任者だけが行えます。',
};

const ofOneself: Refusal = {
  code: 'self-approval',
  detail: '自分の着用を免じることはできません。ほかの責任者に依頼してください。',
};
