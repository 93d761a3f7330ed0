import type { Difference, PlanDiff } from './plan-diff.ts';
import { sectionKinds } from './plan-elements.ts';
import type { SitePlan } from './site-plan.ts';

export type Section = keyof typeof sectionKinds;

export const sections: readonly Section[] = Object.keys(sectionKinds).filter((name): name is Section =>
  Object.hasOwn(sectionKinds, name),
);

/** What a PUT does to one section, by the ids of its elements. */
export type SectionDifference = {
  readonly added: readonly string[];
  readonly changed: readonly { readonly id: string; readonly fields: readonly string[] }[];
  readonly closed: readonly string[];
};

/** The difference as it is shown; `site` names the changed settings. Sections without a difference are absent. */
export type ShownDifference = {
  readonly site?: readonly string[];
} & { readonly [Name in Section]?: SectionDifference };

/** Known by its id, or by its date. */
export type Element = { readonly id: string } | { readonly on: string };

export const idOf = (element: Element): string => ('id' in element ? element.id : element.on);

export function showDifference({ site, ...differences }: PlanDiff): ShownDifference {
  const shown = Object.entries<Difference<Element>>(differences).flatMap(
    ([name, { added, changed, closed }]): [string, SectionDifference][] => {
      if (added.length + changed.length + closed.length === 0) return [];
      const changes = changed.map(({ after, fields }) => ({ id: idOf(after), fields }));
      return [[name, { added: added.map(idOf), changed: changes, closed: closed.map(idOf) }]];
    },
  );
  return { ...(site.length === 0 ? {} : { site }), ...Object.fromEntries(shown) };
}

/** How many elements of each section came, changed and went. */
export function countDifference(shown: ShownDifference): Readonly<Record<string, object>> {
  const counts = sectionsIn(shown).map(([section, { added, changed, closed }]) => [
    section,
    { added: added.length, changed: changed.length, closed: closed.length },
  ]);
  return { ...(shown.site === undefined ? {} : { site: { changed: 1 } }), ...Object.fromEntries(counts) };
}

function sectionsIn(shown: ShownDifference): readonly (readonly [Section, SectionDifference])[] {
  return sections.flatMap((section) => {
    const difference = shown[section];
    return difference === undefined ? [] : [[section, difference] as const];
  });
}

/** What the first plan of a site differs from. */
export const emptyPlan: SitePlan = {
  site: { name: '', timeZone: '' },
  zones: [],
  boundaries: [],
  doors: [],
  readers: [],
  gateways: [],
  schedules: [],
  signs: [],
  calendar: [],
};
