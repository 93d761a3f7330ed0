import type { Role } from '../../authority/roles.ts';
import {
  type ArrivalState,
  type ArrivalStep,
  arrivalLifecycle,
} from '../../visitors/registry/arrival-lifecycle.ts';

/** A step that is open now, and the roles that may take it. */
export type MayBeDone = { readonly step: ArrivalStep; readonly by: readonly Role[] };

const desk = ['reception', 'guard'] as const satisfies Role[];

const rolesOf: Readonly<Record<ArrivalStep, readonly Role[]>> = {
  'check-in': desk,
  'take-back': desk,
  'step-out': desk,
  'step-in': desk,
  'check-out': desk,
  'put-back': desk,
  refuse: desk,
  cancel: ['host', 'reception'],
  miss: desk,
};

/** What may be done next of a 来庁, and by whom. */
export function mayBeDone(state: ArrivalState): readonly MayBeDone[] {
  const isStep = (name: string): name is ArrivalStep => Object.hasOwn(rolesOf, name);
  return Object.keys(arrivalLifecycle[state])
    .filter(isStep)
    .map((step) => ({ step, by: rolesOf[step] }));
}
