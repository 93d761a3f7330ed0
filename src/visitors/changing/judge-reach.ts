import type { Refusal } from '../../kernel/problem.ts';
import { isHere } from '../registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';

/** Whom a change of a visit is about. */
export type Reach = {
  readonly saysHours: boolean;
  readonly arrivals: readonly Pick<ArrivalRow, 'state' | 'turnedClosedAt'>[];
  /** Those of them whose hours count, on days that are left. */
  readonly running: readonly unknown[];
  /** Somebody or a day joins by it, or somebody may yet be registered. */
  readonly joins: boolean;
  /** Somebody or a day leaves by it. */
  readonly leaves: boolean;
};

/** Why a change is none: nobody is to come, and whoever is inside came on a day whose hours an extension alone makes other. */
export function judgeReach({ saysHours, arrivals, running, joins, leaves }: Reach): Refusal | undefined {
  if (running.length > 0 || joins) return undefined;
  const here = arrivals.filter(isHere);
  if (!saysHours) return here.length > 0 || leaves ? undefined : nobody;
  return here.some(({ turnedClosedAt }) => turnedClosedAt === null) ? extended : nobody;
}

const nobody: Refusal = {
  code: 'conflict',
  detail: 'この変更の及ぶ人がいません。これから来る人も、時間を変えられる在庁中の人もいません。',
};

const extended: Refusal = {
  code: 'conflict',
  detail: '在庁中の人の訪問の日は過ぎています。終わりは、その日の延長（extend）で訪問相手が変えてください。',
};
