import { type PermitState, permitStatesInForce } from './permit-lifecycle.ts';

/** What a change of the state of a permit does to what it opens. */
export type OpeningTurn = 'begins' | 'ends';

/** Whether what a permit opens begins or ends with a change of its state; undefined where it stays as it was. */
export function openingTurn(from: PermitState | undefined, to: PermitState): OpeningTurn | undefined {
  const [was, is] = [isInForce(from), isInForce(to)];
  if (was === is) return undefined;
  return is ? 'begins' : 'ends';
}

function isInForce(state: PermitState | undefined): boolean {
  const inForce: readonly (PermitState | undefined)[] = permitStatesInForce;
  return inForce.includes(state);
}
