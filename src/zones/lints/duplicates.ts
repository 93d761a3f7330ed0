import type { SitePlan } from '../plan/site-plan.ts';
import { type Finding, type Lint, place } from './finding.ts';

/** A code names one element of its kind, a date one day of the calendar. */
export const duplicates: Lint = function* (plan) {
  yield twice('zones', idsOf(plan.zones));
  yield twice('boundaries', idsOf(plan.boundaries));
  yield twice('doors', idsOf(plan.doors));
  yield twice('readers', idsOf(plan.readers));
  yield twice('gateways', idsOf(plan.gateways));
  yield twice('schedules', idsOf(plan.schedules));
  yield twice('signs', idsOf(plan.signs));
  yield twice(
    'calendar',
    plan.calendar.map(({ on }) => on),
  );
  yield twice('alarms', idsOf(plan.alarms ?? []));
  yield twice('desks', idsOf(plan.desks ?? []));
};

function idsOf(elements: readonly { readonly id: string }[]): readonly string[] {
  return elements.map(({ id }) => id);
}

function twice(kind: Exclude<keyof SitePlan, 'site'>, ids: readonly string[]): readonly Finding[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `「${id}」が二度使われています。どちらを指すか決められないため、別の名前を付けてください。`;
    return [{ code: 'duplicate', severity: 'refused', ...place(kind, index, id), message }];
  });
}
