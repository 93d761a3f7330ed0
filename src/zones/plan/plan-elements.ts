import { Compile } from 'typebox/compile';
import { type SitePlan, SitePlanBody } from './site-plan.ts';

/** Kinds of plan elements by their place in the document; the site's own settings are the element `site` of kind `site`. */
export const sectionKinds = {
  zones: 'zone',
  boundaries: 'boundary',
  doors: 'door',
  readers: 'reader',
  gateways: 'gateway',
  schedules: 'schedule',
  signs: 'sign',
  calendar: 'calendar-day',
  alarms: 'alarm',
  desks: 'desk',
} as const satisfies Record<Exclude<keyof SitePlan, 'site'>, string>;

export type ElementKind = 'site' | (typeof sectionKinds)[keyof typeof sectionKinds];

/** One element of a plan as it is kept: what has the same kind and id is the same element, whatever its body says. */
export type PlanElement = { readonly kind: ElementKind; readonly id: string; readonly body: object };

/** A plan taken apart. A calendar day is named by its date, what is said of an alarm by its kind. */
export function elementsOf(plan: SitePlan): readonly PlanElement[] {
  const coded = (kind: ElementKind, items: readonly { readonly id: string }[]): PlanElement[] =>
    items.map((body) => ({ kind, id: body.id, body }));
  return [
    { kind: 'site', id: 'site', body: plan.site },
    ...coded('zone', plan.zones),
    ...coded('boundary', plan.boundaries),
    ...coded('door', plan.doors),
    ...coded('reader', plan.readers),
    ...coded('gateway', plan.gateways),
    ...coded('schedule', plan.schedules),
    ...coded('sign', plan.signs),
    ...plan.calendar.map((body): PlanElement => ({ kind: 'calendar-day', id: body.on, body })),
    ...coded('alarm', plan.alarms ?? []),
    ...coded('desk', plan.desks ?? []),
  ];
}

const form = Compile(SitePlanBody);

/** Whether a document will be read back as a plan: what a request's validator accepts beyond that is not stored. */
export function isPlan(document: unknown): document is SitePlan {
  return form.Check(document);
}

export type StoredElement = { readonly kind: string; readonly id: string; readonly body: unknown };

/** A plan put together from stored elements, each section by id; undefined where there are none. Throws on what is no plan. */
export function parsePlan(elements: readonly StoredElement[]): SitePlan | undefined {
  if (elements.length === 0) return undefined;
  const sorted = elements.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const bodies = (kind: ElementKind): unknown[] =>
    sorted.filter((element) => element.kind === kind).map(({ body }) => body);
  const document: unknown = {
    site: bodies('site')[0],
    ...Object.fromEntries(Object.entries(sectionKinds).map(([section, kind]) => [section, bodies(kind)])),
  };
  if (form.Check(document)) return document;
  const [fault] = form.Errors(document);
  throw new Error(`the stored plan is none: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}`);
}
