import { searchKey } from '../../kernel/names/search-key.ts';
import type { FieldError } from '../../kernel/problem.ts';
import type { VisitorIdentity } from './place-visit.ts';

type Riding = Pick<VisitorIdentity, 'vehicle' | 'ridesIn'>;

/** Who rides with another (同乗) rides with a member of the same visit, who drives; each at their place among `members`. */
export function judgeRides(
  members: readonly Riding[],
  others: readonly Pick<VisitorIdentity, 'vehicle'>[],
): readonly FieldError[] {
  const driven = new Set(
    [...members, ...others].flatMap(({ vehicle }) => (vehicle === null ? [] : [searchKey(vehicle)])),
  );
  return members.flatMap(({ vehicle, ridesIn }, position) => {
    if (ridesIn === null) return [];
    const at = `/members/${position}/ridesIn`;
    if (vehicle !== null) return [{ at, message: '車両を運転する人は、ほかの車両に同乗できません' }];
    return driven.has(searchKey(ridesIn))
      ? []
      : [{ at, message: `「${ridesIn}」を運転する人（車両番号のある人）が、この訪問にいません` }];
  });
}
