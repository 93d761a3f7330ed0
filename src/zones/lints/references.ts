import type { SitePlan } from '../plan/site-plan.ts';
import { type Finding, type Lint, place } from './finding.ts';

type Kind = Exclude<keyof SitePlan, 'site'>;
type Named = Pick<Finding, 'at' | 'element'> & { readonly kind: Kind; readonly id: string };

const words: Partial<Record<Kind, string>> = {
  zones: '区域',
  doors: '扉',
  gateways: 'ゲートウェイ',
  schedules: '時間割',
};

/** Everything named in the plan is in the plan. */
export const references: Lint = (plan) => {
  const known: Partial<Record<Kind, ReadonlySet<string>>> = {
    zones: new Set(plan.zones.map(({ id }) => id)),
    doors: new Set(plan.doors.map(({ id }) => id)),
    gateways: new Set(plan.gateways.map(({ id }) => id)),
    schedules: new Set(plan.schedules.map(({ id }) => id)),
  };
  return namesIn(plan)
    .filter(({ kind, id }) => known[kind]?.has(id) === false)
    .map(({ kind, id, at, element }) => ({
      code: 'unknown-reference',
      severity: 'refused',
      at,
      element,
      message: `${words[kind]}「${id}」がこの図面にありません。名前の誤りを直すか、${words[kind]}を加えてください。`,
    }));
};

function namesIn(plan: SitePlan): readonly Named[] {
  return [
    ...plan.boundaries.flatMap(({ id, zones }, index) =>
      zones.map((zone, side) => named('zones', zone, place('boundaries', index, id, `/zones/${side}`))),
    ),
    ...plan.doors.flatMap(({ id, directions, freePassage }, index) => [
      ...directions.flatMap(({ from, to }, way) => [
        named('zones', from, place('doors', index, id, `/directions/${way}/from`)),
        named('zones', to, place('doors', index, id, `/directions/${way}/to`)),
      ]),
      ...(freePassage === undefined
        ? []
        : [named('schedules', freePassage.schedule, place('doors', index, id, '/freePassage/schedule'))]),
    ]),
    ...plan.readers.flatMap(({ id, door, to, gateway }, index) => [
      named('doors', door, place('readers', index, id, '/door')),
      named('zones', to, place('readers', index, id, '/to')),
      named('gateways', gateway, place('readers', index, id, '/gateway')),
    ]),
    ...plan.signs.flatMap(({ id, hangsIn, shows }, index) => [
      named('zones', hangsIn, place('signs', index, id, '/hangsIn')),
      named('zones', shows, place('signs', index, id, '/shows')),
    ]),
    ...(plan.desks ?? []).flatMap(({ id, zone, outside }, index) => [
      named('zones', zone, place('desks', index, id, '/zone')),
      named('zones', outside, place('desks', index, id, '/outside')),
    ]),
  ];
}

function named(kind: Kind, id: string, where: Pick<Finding, 'at' | 'element'>): Named {
  return { ...where, kind, id };
}
