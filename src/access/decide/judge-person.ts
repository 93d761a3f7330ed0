import { confirmationOf } from './confirmation.ts';
import type { Reason } from './decision.ts';
import type { Rule } from './rule.ts';

/** 継続的に立入りを許可された者に変更がある場合 (2.3.1.1(2)(a)(オ)) */
const changedHolder = { clause: '2.3.1.1(2)(a)(オ)', row: 't1r23' } as const;

/** A stopped person never passes, whatever rows 19–21 ask; a contract holds for all who come under it from its first day to its last. */
export const judgePerson: Rule = (facts, direction) => {
  const { person } = facts;
  if (person === undefined) return [];
  const { ground } = confirmationOf(facts, direction);
  const reasons: Reason[] = [];
  if (person.state === 'suspended') reasons.push({ code: 'person-suspended', ...ground });
  if (person.state === 'left') reasons.push({ code: 'person-left', ...ground });
  if (person.contractEnded) reasons.push({ code: 'contract-ended', ...changedHolder });
  if (person.contractNotBegun) reasons.push({ code: 'contract-not-active-yet', ...changedHolder });
  return reasons;
};
