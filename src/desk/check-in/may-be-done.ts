import { authorization } from '../../authority/authorization.ts';
import type { Doer } from '../../visitors/steps/judge-doer.ts';
import { visitActs, visitSteps } from '../../visitors/steps/visit-steps.ts';
import { type DeskStep, type DeskStepFacts, judgeDeskStep } from './judge-desk-step.ts';

/** A step that is open now, and who may take it. */
export type MayBeDone = { readonly step: DeskStep | 'correct-name'; readonly by: readonly Doer[] };

/** What is known of one day of a member when it is told what may be done next. */
export type MayFacts = Omit<DeskStepFacts, 'step'> & {
  /** A name of the member is on record. */
  readonly named: boolean;
  /** The rows let the member in again who went out for a while (`lackComingBack`). */
  readonly comesBack: boolean;
};

const desk = authorization['visits.desk'].roles;

const byWhom = {
  examine: desk,
  'check-in': desk,
  'second-check': desk,
  met: visitActs.met.by,
  'step-out': desk,
  'step-in': desk,
  'check-out': desk,
  'take-back': desk,
  'correct-pass': desk,
  'put-back': desk,
  refuse: desk,
  cancel: visitSteps.cancel.by,
  miss: desk,
} as const satisfies Readonly<Record<DeskStep, readonly Doer[]>>;

/** What may be done next of a 来庁, and by whom: whatever no judge refuses for what is known now. */
export function mayBeDone(facts: MayFacts): readonly MayBeDone[] {
  const isDeskStep = (name: string): name is DeskStep => Object.hasOwn(byWhom, name);
  const open = Object.keys(byWhom)
    .filter(isDeskStep)
    .filter((step) => judgeDeskStep({ ...facts, step }) === undefined)
    .filter((step) => step !== 'step-in' || facts.comesBack);
  return [
    ...open.map((step) => ({ step, by: byWhom[step] })),
    ...(facts.named ? [{ step: 'correct-name' as const, by: desk }] : []),
  ];
}
