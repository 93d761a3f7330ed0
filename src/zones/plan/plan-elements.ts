import { Compile } from 'typebox/compile';
import { itemsIn, schemaInParts } from '../../api/sending/schema-in-parts.ts';
import type { Slices } from '../../kernel/in-slices.ts';
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

const { frame, items } = schemaInParts(SitePlanBody);
const frameForm = Compile(frame);
const itemForms = new Map([...items].map(([list, item]) => [list, Compile(item)]));

/** The plan that a document is; undefined where it would not be read back as one, whatever a request's validator accepts. */
export function* parsingPlan(document: unknown): Slices<SitePlan | undefined> {
  const fault = yield* findingFault(document);
  return fault === undefined ? (document as SitePlan) : undefined;
}

/** A text of JSON: a list of stored elements. */
export type ElementsText = string;

/**
 * A plan put together from its stored elements, which come in the order of their ids; undefined where there are none. Throws
 * on what is no plan.
 */
export function* parsingElements(texts: readonly ElementsText[]): Slices<SitePlan | undefined> {
  if (texts.length === 0) return undefined;
  const bodies = new Map<string, unknown[]>([['site', []]]);
  for (const kind of Object.values(sectionKinds)) bodies.set(kind, []);
  for (const text of texts) {
    yield;
    const elements = JSON.parse(text) as readonly { readonly kind: string; readonly body: unknown }[];
    for (const { kind, body } of elements) bodies.get(kind)?.push(body);
  }
  const sections = Object.entries(sectionKinds).map(([section, kind]) => [section, bodies.get(kind)]);
  const document: unknown = { site: bodies.get('site')?.[0], ...Object.fromEntries(sections) };
  const fault = yield* findingFault(document);
  if (fault !== undefined) throw new Error(`the stored plan is none: ${fault}`);
  return document as SitePlan;
}

/** Where and why a document is no plan. */
function* findingFault(document: unknown): Slices<string | undefined> {
  if (!frameForm.Check(document)) return firstOf(frameForm.Errors(document));
  for (const { list, index, item } of itemsIn(document, { items })) {
    yield;
    const form = itemForms.get(list);
    if (form !== undefined && !form.Check(item)) return `/${list}/${index}${firstOf(form.Errors(item))}`;
  }
  return undefined;
}

function firstOf([fault]: ReturnType<typeof frameForm.Errors>): string {
  return `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`;
}
