import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { judgeCardHolder } from '../../people/cards/judge-card-holder.ts';
import type { ContractRow } from '../../people/registry/contract-rows.ts';
import type { PersonRow } from '../../people/registry/person-rows.ts';
import type { PassRow } from './pass-rows.ts';

/** Whom a pass of the day may be lent to that is no visitor's. */
export type DayBasis = Exclude<PassRow['basis'], 'visit'>;

export type DayHolderFacts = {
  readonly basis: DayBasis;
  readonly person: PersonRow | undefined;
  /** The person's own, where there is one. */
  readonly contract: ContractRow | undefined;
  /** A permission of the site in force has the identity confirmed and the host's 審査 on record (rows 22, 26, 30). */
  readonly examined: boolean;
  readonly dueAt: Date;
  readonly now: Date;
};

/**
 * Why a person gets no pass of the day. A 事前貸与者 of the day is among the names approved under a running contract: whoever is
 * not comes as a visitor.
 */
export function judgeDayHolder(facts: DayHolderFacts): Refusal | undefined {
  const { basis, person, contract, examined, dueAt, now } = facts;
  const refusal = judgeCardHolder(person, contract, now);
  if (refusal !== undefined) return refusal;
  if (person?.kind !== (basis === 'one-day' ? 'staff' : 'card-lent')) return otherPass[basis];
  if (basis === 'card-lent' && (contract === undefined || contract.validFrom > now || !examined))
    return asVisitor;
  if (dueAt <= now) return wrongDue('現在より後を指定してください');
  if (dueAt.getTime() > now.getTime() + dayMs) return wrongDue('24時間以内の返却の時刻を指定してください');
  return undefined;
}

function wrongDue(message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at: '/dueAt', message }] };
}

const otherPass = {
  'one-day': { code: 'conflict', detail: '臨時カードは、職員にだけ貸し出せます。' },
  'card-lent': { code: 'conflict', detail: 'この通行証は、事前貸与者にだけ貸し出せます。' },
} as const satisfies Record<DayBasis, Refusal>;

const asVisitor: Refusal = {
  code: 'conflict',
  detail:
    '契約の名簿にある人で、身元の確認と審査の済んだ許可がこの庁舎にある人にだけ貸し出せます。訪問者として受け付けてください。',
};
