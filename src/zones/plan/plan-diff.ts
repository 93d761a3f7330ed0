import { changedFields } from './same-value.ts';
import type {
  AlarmSetting,
  Boundary,
  CalendarDay,
  Desk,
  Door,
  Gateway,
  Reader,
  Schedule,
  Sign,
  SitePlan,
  Zone,
} from './site-plan.ts';

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
export function diffPlans(before: SitePlan, after: SitePlan): PlanDiff {
  const byId = ({ id }: { readonly id: string }): string => id;
  return {
    site: changedFields(before.site, after.site),
    zones: diff(before.zones, after.zones, byId),
    boundaries: diff(before.boundaries, after.boundaries, byId),
    doors: diff(before.doors, after.doors, byId),
    readers: diff(before.readers, after.readers, byId),
    gateways: diff(before.gateways, after.gateways, byId),
    schedules: diff(before.schedules, after.schedules, byId),
    signs: diff(before.signs, after.signs, byId),
    calendar: diff(before.calendar, after.calendar, ({ on }) => on),
    alarms: diff(before.alarms ?? [], after.alarms ?? [], byId),
    desks: diff(before.desks ?? [], after.desks ?? [], byId),
  };
}

export function isEmptyDiff({ site, ...kinds }: PlanDiff): boolean {
  const untouched = Object.values(kinds).every(
    ({ added, changed, closed }) => added.length + changed.length + closed.length === 0,
  );
  return untouched && site.length === 0;
}

function diff<Element extends object>(
  before: readonly Element[],
  after: readonly Element[],
  keyOf: (element: Element) => string,
): Difference<Element> {
  const old = new Map(before.map((element) => [keyOf(element), element]));
  const kept = new Set(after.map(keyOf));
  return {
    added: after.filter((element) => !old.has(keyOf(element))),
    changed: after.flatMap((element) => {
      const was = old.get(keyOf(element));
      if (was === undefined) return [];
      const fields = changedFields(was, element);
      return fields.length === 0 ? [] : [{ before: was, after: element, fields }];
    }),
    closed: before.filter((element) => !kept.has(keyOf(element))),
  };
}
