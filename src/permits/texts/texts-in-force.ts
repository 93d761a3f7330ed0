import type { PolicyText } from '../../zones/regulation/policy.ts';
import type { SafetyArticle } from './safety-articles.ts';
import type { SafetyTextRow } from './safety-text-rows.ts';

/** The texts that are in force at a moment: the package of rules a service goes by, and the 規程 by their articles. */
export type TextsInForce = {
  readonly text: PolicyText;
  readonly inForce: ReadonlyMap<SafetyArticle, SafetyTextRow>;
};
