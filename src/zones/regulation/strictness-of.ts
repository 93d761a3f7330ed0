import type { DeterminedValue, RowKind } from './policy.ts';
import type { CellValue } from './requirement.ts';

/**
 * The order of strictness: 不要 < 要 for measures, 不要・可 < 届出 < 許可 < 禁 < 禁止 for acts (for 別表2 a safe reading).
 * `not-applicable`, `text` and `ministry-decides` stand outside it.
 */
const orders = {
  measure: { 'not-required': 0, required: 1 },
  act: {
    'not-required': 0,
    allowed: 0,
    notification: 1,
    permission: 2,
    'forbidden-unless-permitted': 3,
    forbidden: 4,
  },
} as const satisfies Record<RowKind, Partial<Record<DeterminedValue, number>>>;

/** Undefined outside the order of its kind. */
export function strictnessOf(kind: RowKind, value: CellValue): number | undefined {
  const order: Partial<Record<CellValue, number>> = orders[kind];
  return order[value];
}

/** 方針未決定 (I7): a measure must be taken, an act is not allowed and no application opens it. */
export const strictestOf = { measure: 'required', act: 'forbidden' } as const satisfies Record<
  RowKind,
  DeterminedValue
>;

/** The strictest of several values; the first where they are equally strict. */
export function strictestAmong<Value extends CellValue>(
  kind: RowKind,
  values: readonly [Value, ...Value[]],
): Value {
  return values.reduce((strictest, next) =>
    (strictnessOf(kind, next) ?? -1) > (strictnessOf(kind, strictest) ?? -1) ? next : strictest,
  );
}
