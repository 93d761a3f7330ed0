import type { Refusal } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';

/** What came of a step of making the demo office; a refusal is a fault of the program. */
export function done<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`the demo office cannot be made: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
