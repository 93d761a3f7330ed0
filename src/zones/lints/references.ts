import { each, type Finding, type Lint, place } from './finding.ts';

const words = {
  zones: '区域',
  doors: '扉',
  gateways: 'ゲートウェイ',
  schedules: '時間割',
} as const;

/** Everything named in the plan is in the plan. */
export const references: Lint = function* (plan) {
  const known = {
    zones: new Set(plan.zones.map(({ id }) => id)),
    doors: new Set(plan.doors.map(({ id }) => id)),
    gateways: new Set(plan.gateways.map(({ id }) => id)),
    schedules: new Set(plan.schedules.map(({ id }) => id)),
  };
  function named(
    kind: keyof typeof words,
    id: string,
    ...[section, index, element, field]: Parameters<typeof place>
  ): readonly Finding[] {
    if (known[kind].has(id)) return [];
    const message = `${words[kind]}「${id}」がこの図面にありません。名前の誤りを直すか、${words[kind]}を加えてください。`;
    const where = place(section, index, element, field);
    return [{ code: 'unknown-reference', severity: 'refused', ...where, message }];
  }

  yield* each(plan.boundaries, ({ id, zones }, index) =>
    zones.flatMap((zone, side) => named('zones', zone, 'boundaries', index, id, `/zones/${side}`)),
  );
  yield* each(plan.doors, ({ id, directions, freePassage }, index) => [
    ...directions.flatMap(({ from, to }, way) => [
      ...named('zones', from, 'doors', index, id, `/directions/${way}/from`),
      ...named('zones', to, 'doors', index, id, `/directions/${way}/to`),
    ]),
    ...(freePassage === undefined
      ? []
      : named('schedules', freePassage.schedule, 'doors', index, id, '/freePassage/schedule')),
  ]);
  yield* each(plan.readers, ({ id, door, to, gateway }, index) => [
    ...named('doors', door, 'readers', index, id, '/door'),
    ...named('zones', to, 'readers', index, id, '/to'),
    ...named('gateways', gateway, 'readers', index, id, '/gateway'),
  ]);
  yield* each(plan.signs, ({ id, hangsIn, shows }, index) => [
    ...named('zones', hangsIn, 'signs', index, id, '/hangsIn'),
    ...named('zones', shows, 'signs', index, id, '/shows'),
  ]);
  yield* each(plan.desks ?? [], ({ id, zone, outside }, index) => [
    ...named('zones', zone, 'desks', index, id, '/zone'),
    ...named('zones', outside, 'desks', index, id, '/outside'),
  ]);
};
