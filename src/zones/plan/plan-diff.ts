import type { Slices } from '../../kernel/in-slices.ts';
import type { AlarmSetting } from './alarm-setting.ts';
import type { CalendarDay, Schedule } from './open-hours.ts';
import { changedFields } from './same-value.ts';
import type { Boundary, Desk, Door, Gateway, Reader, Sign, SitePlan, Zone } from './site-plan.ts';

/** One element that stays but is different. */
export type Change<Element> = {
  readonly before: Element;
  readonly after: Element;
  readonly fields: readonly string[];
};

export type Difference<Element> = {
  readonly added: readonly Element[];
  readonly changed: readonly Change<Element>[];
  /** What goes is closed with its history, never deleted. */
  readonly closed: readonly Element[];
};

/** A PUT of the plan is this difference: what it adds, changes and closes, per kind of element. */
export type PlanDiff = {
  readonly site: readonly string[];
  readonly zones: Difference<Zone>;
  readonly boundaries: Difference<Boundary>;
  readonly doors: Difference<Door>;
  readonly readers: Difference<Reader>;
  readonly gateways: Difference<Gateway>;
  readonly schedules: Difference<Schedule>;
  readonly signs: Difference<Sign>;
  readonly calendar: Difference<CalendarDay>;
  readonly alarms: Difference<AlarmSetting>;
  readonly desks: Difference<Desk>;
};

/** The order of elements is no difference: an element is known by its id, a calendar day by its date. */
export function* diffingPlans(before: SitePlan, after: SitePlan): Slices<PlanDiff> {
  const byId = ({ id }: { readonly id: string }): string => id;
  return {
    site: changedFields(before.site, after.site),
    zones: yield* diffing(before.zones, after.zones, byId),
    boundaries: yield* diffing(before.boundaries, after.boundaries, byId),
    doors: yield* diffing(before.doors, after.doors, byId),
    readers: yield* diffing(before.readers, after.readers, byId),
    gateways: yield* diffing(before.gateways, after.gateways, byId),
    schedules: yield* diffing(before.schedules, after.schedules, byId),
    signs: yield* diffing(before.signs, after.signs, byId),
    calendar: yield* diffing(before.calendar, after.calendar, ({ on }) => on),
    alarms: yield* diffing(before.alarms ?? [], after.alarms ?? [], byId),
    desks: yield* diffing(before.desks ?? [], after.desks ?? [], byId),
  };
}

export function isEmptyDiff({ site, ...kinds }: PlanDiff): boolean {
  const untouched = Object.values(kinds).every(
    ({ added, changed, closed }) => added.length + changed.length + closed.length === 0,
  );
  return untouched && site.length === 0;
}

function* diffing<Element extends object>(
  before: readonly Element[],
  after: readonly Element[],
  keyOf: (element: Element) => string,
): Slices<Difference<Element>> {
  const old = new Map(before.map((element) => [keyOf(element), element]));
  const kept = new Set(after.map(keyOf));
  const added: Element[] = [];
  const changed: Change<Element>[] = [];
  for (const element of after) {
    yield;
    const was = old.get(keyOf(element));
    const fields = was === undefined ? [] : changedFields(was, element);
    if (was === undefined) added.push(element);
    else if (fields.length > 0) changed.push({ before: was, after: element, fields });
  }
  return { added, changed, closed: before.filter((element) => !kept.has(keyOf(element))) };
}
