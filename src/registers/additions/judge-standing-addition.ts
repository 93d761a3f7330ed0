import { type PermitState, permitStateNames } from '../../permits/lifecycle/permit-lifecycle.ts';
import { installingRowOf } from '../equipment/equipment-kinds.ts';
import { whyOfAnother } from '../equipment/judge-installed-under.ts';
import { parseInstallingTerms, parseLinkingTerms } from '../installing/installing-terms.ts';
import type { AddedThing, Addition } from './addition.ts';
import { type AdditionLine, type AdditionRules, judgeAddition } from './judge-addition.ts';

/** Something that stands in a zone, or links it, under a permit. */
export type StandingAddition = Pick<AdditionLine, 'zone' | 'row' | 'brought' | 'why'> & {
  readonly permit: string;
  /** Every zone that its permit is for. */
  readonly zones: readonly string[];
  /** What it is, in words. */
  readonly what: string;
  readonly from: Date;
  /** Exclusive; undefined where it was closed. */
  readonly until?: Date;
};

/**
 * Tells of each row that asks for something that was added whether its permit covers it: by the rules (`judgeAddition`), by its own life, and by what
 * it was given for. What was let be added, and was not while it could, is nothing that stands. Pure.
 */
export function judgeStandingAddition(addition: Addition, rules: AdditionRules): readonly StandingAddition[] {
  const { permitId: permit, kind, state, zoneIds: zones, terms, things, validFrom, validUntil } = addition;
  const isOver = validUntil <= rules.at;
  if (isOver && neverBegun.includes(state) && things.length === 0) return [];
  const told = kind === 'linking' ? parseLinkingTerms(terms) : parseInstallingTerms(terms);
  const over = whyOver(state, isOver, things.length > 0);
  const shared = { permit, zones, from: validFrom, ...(state === 'closed' ? {} : { until: validUntil }) };
  const words = (some: readonly AddedThing[]) => {
    const numbers = some.map(({ number }) => number).join('、');
    return numbers === '' ? (told?.what ?? '') : `${told?.what ?? ''}（${numbers}）`;
  };
  const installed = kind === 'installing' ? parseInstallingTerms(terms)?.installed : undefined;
  const whyApart = (thing: AddedThing) => whyOfAnother(thing, { zoneIds: zones, installed });
  const here = things.filter((thing) => whyApart(thing).length === 0);
  return [
    ...judgeAddition(addition, rules).map(({ since: _, why, ...line }) => ({
      ...{ ...shared, ...line, what: words(here) },
      why: [...over, ...why],
    })),
    ...things.flatMap((thing) => {
      const [row, why] = [installingRowOf(thing.kind), whyApart(thing)];
      return row === undefined || why.length === 0
        ? []
        : [{ ...shared, zone: thing.zoneId, row, what: words([thing]), why: [...over, ...why] }];
    }),
  ];
}

const neverBegun: readonly PermitState[] = ['approved', 'filed'];

const coversNothing: readonly PermitState[] = ['requested', 'returned', 'rejected', 'withdrawn', 'revoked'];

/** A permit that is over, or never came to hold, covers nothing; one that was closed covers nothing that still stands. */
function whyOver(state: PermitState, isOver: boolean, stands: boolean): readonly string[] {
  if (coversNothing.includes(state) || (state === 'closed' && stands)) {
    return [`許可・届出は「${permitStateNames[state]}」`];
  }
  return isOver && state !== 'closed' ? ['許可・届出の期間が終わっている'] : [];
}
