import type { Refusal } from '../../kernel/problem.ts';
import type { CardRow } from '../../people/registry/card-rows.ts';
import { passStateAfter } from './pass-lifecycle.ts';
import type { PassRow } from './pass-rows.ts';
import { passStepNotOpen } from './pass-step-not-open.ts';

/** For whom a pass is meant, as it says itself. */
export const basisNames: Readonly<Record<PassRow['basis'], string>> = {
  visit: '訪問者',
  'card-lent': '事前貸与者',
  'one-day': '臨時カード',
};

export type LendingFacts = {
  /** undefined = no pass of the site bears the numeral. */
  readonly pass: PassRow | undefined;
  /** The pool card it is, if it is one. */
  readonly card: CardRow | undefined;
  /** A pass that whoever is to get this one has already. */
  readonly held: PassRow | undefined;
  readonly basis: PassRow['basis'];
  /** Absent: the zones it is worn in are not asked about. */
  readonly upToClass: number | undefined;
  readonly now: Date;
};

/**
 * Why a pass is not lent. It is asked under the site's head: of two who lend one pass, the second is refused. Whoever hands it over
 * judges when it is due; of one that is worn already (訂正) nobody does.
 */
export function judgeLending(facts: LendingFacts): Refusal | undefined {
  const { pass, card, held, basis, upToClass, now } = facts;
  if (pass === undefined) {
    return { code: 'unprocessable', errors: [{ at: '/numeral', message: 'この番号の通行証はありません' }] };
  }
  if (passStateAfter(pass.state, 'lend') === undefined) return passStepNotOpen(pass.state);
  if (pass.basis !== basis) {
    return {
      code: 'conflict',
      detail: `この通行証は${basisNames[pass.basis]}用です。${basisNames[basis]}用の通行証を貸し出してください。`,
    };
  }
  if (upToClass !== undefined && upToClass > pass.highestClass) {
    return {
      code: 'conflict',
      detail: `この通行証はクラス${pass.highestClass}までの表示です。クラス${upToClass}の表示の通行証を貸し出してください。`,
    };
  }
  if (card !== undefined && (card.state !== 'active' || (card.expiresAt !== null && card.expiresAt <= now))) {
    return {
      code: 'conflict',
      detail:
        'この通行証のカードは停止されています。別の通行証を貸し出し、このカードの状態を確かめてください。',
    };
  }
  return held === undefined
    ? undefined
    : {
        code: 'conflict',
        detail: `すでに通行証 ${held.numeral} を貸し出しています。先に返却を記録してください。`,
      };
}
