import { type PermitState, permitStateNames } from '../../permits/lifecycle/permit-lifecycle.ts';
import { parseInstallingTerms, parseLinkingTerms } from '../installing/installing-terms.ts';
import type { Addition } from './addition.ts';
import { type AdditionLine, type AdditionRules, judgeAddition } from './judge-addition.ts';

/** Something that stands in a zone, or links it, under a permit. */
export type StandingAddition = Pick<AdditionLine, 'zone' | 'row' | 'why'> & {
  readonly permit: string;
  /** Every zone that its permit is for. */
  readonly zones: readonly string[];
  /** What it is, in words. */
  readonly what: string;
  readonly from: Date;
  /** Exclusive; undefined where it was closed, and what it was for is done. */
  readonly until?: Date;
};

/**
 * Tells of each row that asks for something that was added whether its permit covers it: by the rules (`judgeAddition`), and by its own life. What
 * was let be added, and was not while it could, is nothing that stands. Pure.
 */
export function judgeStandingAddition(addition: Addition, rules: AdditionRules): readonly StandingAddition[] {
  const { permitId: permit, kind, state, zoneIds: zones, terms, numbers, validUntil } = addition;
  const isOver = validUntil <= rules.at;
  if (isOver && neverBegun.includes(state) && numbers.length === 0) return [];
  const told = kind === 'linking' ? parseLinkingTerms(terms) : parseInstallingTerms(terms);
  const what = numbers.length === 0 ? (told?.what ?? '') : `${told?.what ?? ''}（${numbers.join('、')}）`;
  const over = whyOver(state, isOver);
  return judgeAddition(addition, rules).map(({ zone, row, why }) => ({
    ...{ zone, row, permit, zones, what },
    from: addition.validFrom,
    why: [...over, ...why],
    ...(state === 'closed' ? {} : { until: validUntil }),
  }));
}

const neverBegun: readonly PermitState[] = ['approved', 'filed'];

const coversNothing: readonly PermitState[] = ['requested', 'returned', 'rejected', 'withdrawn', 'revoked'];

/** A permit that is over, or never came to hold, covers nothing; one that was closed says that what it was for is done. */
function whyOver(state: PermitState, isOver: boolean): readonly string[] {
  if (coversNothing.includes(state)) return [`許可・届出は「${permitStateNames[state]}」`];
  return state === 'in-use' && isOver ? ['許可・届出の期間が終わっている'] : [];
}
