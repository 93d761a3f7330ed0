import type { Door, SitePlan } from '../plan/site-plan.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

/** A door leads from one zone to another and at most back; a reader stands before one of its directions. */
export const directions: Lint = function* (plan) {
  yield* each(plan.boundaries, ({ id, zones: [one, other] }, index) =>
    one === other ? [joinsItself('境界', one, place('boundaries', index, id, '/zones'))] : [],
  );
  yield* each(plan.doors, (door, index) => [...selfJoining(door, index), ...notInverse(door, index)]);
  yield* strayReaders(plan);
};

function joinsItself(what: string, zone: string, where: Pick<Finding, 'at' | 'element'>): Finding {
  const message = `${what}の両側が同じ区域「${zone}」です。区域を分けるものではないため、片側を直してください。`;
  return { code: 'joins-itself', severity: 'refused', ...where, message };
}

function selfJoining({ id, directions: ways }: Door, index: number): readonly Finding[] {
  return ways.flatMap(({ from, to }, way) =>
    from === to ? [joinsItself('扉', from, place('doors', index, id, `/directions/${way}`))] : [],
  );
}

function notInverse({ id, name, directions: [one, other] }: Door, index: number): readonly Finding[] {
  if (one === undefined || other === undefined) return [];
  if (one.from === other.to && one.to === other.from) return [];
  const message = `扉「${name}」の二つの向きが行きと帰りになっていません。一つの扉は二つの区域だけをつなぐため、向きを直すか扉を分けてください。`;
  return [
    {
      code: 'directions-not-inverse',
      severity: 'refused',
      ...place('doors', index, id, '/directions'),
      message,
    },
  ];
}

function strayReaders({ doors, readers }: SitePlan): ReturnType<Lint> {
  const known = new Map(doors.map((door) => [door.id, door]));
  return each(readers, ({ id, door, to }, index) => {
    const target = known.get(door);
    if (target === undefined || target.directions.some((way) => way.to === to)) return [];
    const message = `読取装置「${id}」の行き先「${to}」へは、扉「${target.name}」から行けません。行き先を直すか、扉に向きを加えてください。`;
    return [
      {
        code: 'reader-without-direction',
        severity: 'refused',
        ...place('readers', index, id, '/to'),
        message,
      },
    ];
  });
}
