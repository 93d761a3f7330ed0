import { mapValues } from '../../kernel/map-values.ts';
import { type AccessSettings, settingNames } from './access-settings.ts';
import { type ConsideredClause, consideredClauses } from './considered-clauses.ts';

/** 設置判断: what the ministry found when it weighed whether it needs what a clause is about. */
export const clauseDecisionWords = {
  adopted: '必要と認める',
  'not-adopted': '必要と認めない',
} as const satisfies Readonly<Record<string, string>>;

export type ClauseDecision = keyof typeof clauseDecisionWords;

/** Everything that the ministry decides with a reason, by its name: how its people are let in, and what clauses have it weigh. */
export type DecidedValues = AccessSettings & {
  readonly [Clause in ConsideredClause]: { readonly decision: ClauseDecision };
};

export type DecidedName = keyof DecidedValues;

/** 画面の言葉 */
export const decidedNames: Readonly<Record<DecidedName, string>> = {
  ...settingNames,
  ...mapValues(consideredClauses, ({ subject }) => subject),
};
