import { type Action, authorization } from './authorization.ts';
import type { Right } from './right.ts';

/** Whether a request for this action waits for a proof before anything of it is looked at. */
export function asksForProof(action: Action, onlyReads: boolean): boolean {
  const { proof }: Right = authorization[action];
  return proof === 'to-read' || (proof === 'to-change' && !onlyReads);
}
