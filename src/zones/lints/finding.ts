import type { SitePlan, Zone } from '../plan/site-plan.ts';
import type { Layers } from '../regulation/layers.ts';
import type { RowId } from '../regulation/row-ids.ts';

export type FindingCode =
  | 'duplicate'
  | 'unknown-reference'
  | 'joins-itself'
  | 'directions-not-inverse'
  | 'reader-without-direction'
  | 'unknown-time-zone'
  | 'control-unknown-row'
  | 'control-not-fit'
  | 'control-period-empty'
  | 'control-too-weak'
  | 'card-format-unreadable'
  | 'card-format-copyable'
  | 'schedule-loses-a-minute'
  | 'working-day-opens-nothing'
  | 'alarm-kind-unknown'
  | 'alarm-series-unused'
  | 'adjoining-forbidden'
  | 'adjoining-undetermined'
  | 'separation-forbidden'
  | 'separation-undetermined'
  | 'boundary-control'
  | 'boundary-see-through'
  | 'no-boundary'
  | 'sign-shows-hidden'
  | 'sign-forbidden'
  | 'sign-undetermined'
  | 'free-passage-forbidden'
  | 'free-passage-unguarded'
  | 'never-alone-no-reader'
  | 'never-alone-no-room'
  | 'number-at-least'
  | 'number-at-most'
  | 'determination-unknown-schedule'
  | 'no-outside'
  | 'no-way-out'
  | 'unreachable'
  | 'entered-by-escape-only'
  | 'no-entry-reader'
  | 'no-exit-reader'
  | 'no-officer'
  | 'consents-reopened'
  | 'exceptions-reopened'
  | 'additions-uncovered'
  | 'class-undecided'
  | 'own-class';

/** One thing wrong with a plan: a refused plan is not taken, a warning is shown and the plan is. */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: 'refused' | 'warning';
  /** JSON Pointer into the plan. */
  readonly at: string;
  /** Kind and id of the element, such as `doors/1f-main`; it stays the same when the plan is reordered. */
  readonly element: string;
  readonly row?: RowId;
  readonly clause?: string;
  /** What, why, and what to do. */
  readonly message: string;
};

/** What a plan is weighed with besides itself. */
export type PlanFacts = {
  readonly layersFor: (zone: Zone) => Layers;
  /** The zones that have a 区域情報セキュリティ責任者. */
  readonly officers: ReadonlySet<string>;
  readonly at: Date;
};

/** What is wrong with one part of a plan after the other; a part is looked at in one go. */
export type Lint = (plan: SitePlan, facts: PlanFacts) => Iterable<readonly Finding[]>;

/** What is wrong with each of these elements, looked at only when it is asked for. */
export function* each<Element>(
  elements: readonly Element[],
  look: (element: Element, index: number) => readonly Finding[],
): Generator<readonly Finding[], void> {
  for (const [index, element] of elements.entries()) yield look(element, index);
}

/** Pointer and element of the n-th of its kind. */
export function place(
  kind: Exclude<keyof SitePlan, 'site'>,
  index: number,
  id: string,
  field = '',
): Pick<Finding, 'at' | 'element'> {
  return { at: `/${kind}/${index}${field}`, element: `${kind}/${id}` };
}

export function zonesById(plan: SitePlan): ReadonlyMap<string, Zone> {
  return new Map(plan.zones.map((zone) => [zone.id, zone]));
}
