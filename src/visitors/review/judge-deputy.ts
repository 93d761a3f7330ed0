import { holdsRole, type Principal } from '../../authority/principal.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';

/** Whom somebody names to review for a host, and for how long. */
export type DeputyDraft = {
  readonly hostId: string;
  readonly personId: string;
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
};

export type DeputyFacts = {
  /** Which of host and deputy are 行政事務従事者 in office. */
  readonly staff: ReadonlySet<string>;
  readonly now: Date;
};

const mostDays = 366;

/** Why a host may not be deputised for so: nobody deputises for themselves, without an end, or from outside the house. */
export function judgeDeputy(
  { hostId, personId, from, until }: DeputyDraft,
  { staff, now }: DeputyFacts,
): readonly FieldError[] {
  const days = (until.getTime() - from.getTime()) / dayMs;
  return [
    ...(personId === hostId
      ? [{ at: '/deputy', message: '自分の代理に自分を指名することはできません' }]
      : []),
    ...(staff.has(hostId) ? [] : [{ at: '/host', message: notInOffice }]),
    ...(staff.has(personId) ? [] : [{ at: '/deputy', message: notInOffice }]),
    ...(until <= now || until <= from
      ? [{ at: '/until', message: '現在と始まりより後を指定してください' }]
      : []),
    ...(days > mostDays ? [{ at: '/until', message: '代理の期間は1年までです' }] : []),
  ];
}

const notInOffice = '在職中の行政事務従事者ではありません';

/** Whose deputies somebody may name and end: their own, or those of the hosts of a unit they answer for. */
export function judgeDeputyKeeper(
  principal: Principal,
  siteId: string,
  host: { readonly id: string; readonly unit: string | undefined },
): Refusal | undefined {
  const { actor } = principal;
  if (actor.type === 'person' && actor.id === host.id) return undefined;
  if (host.unit !== undefined && holdsRole(principal, 'section-officer', { siteId, scope: host.unit })) {
    return undefined;
  }
  return {
    code: 'forbidden',
    detail: '代理を決めるのは訪問相手本人か、その課室の情報セキュリティ責任者です。',
  };
}
