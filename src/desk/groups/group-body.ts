import { Type } from 'typebox';
import { End, Instant, Nullable, Uuid } from '../../api/schemas.ts';
import type { GroupKind } from '../../log/entry/effects.ts';
import type { ListedGroup } from './list-groups.ts';
import { services } from './services.ts';

/** What each kind of group is called. */
const says = { ...services, counted: '警備員が数えた人' } as const satisfies Record<GroupKind, string>;

/** People in the building whom nobody reads, as an answer shows them. */
export const GroupBody = Type.Object(
  {
    id: Uuid,
    kind: Type.String(),
    says: Type.String(),
    zone: Nullable(Type.String()),
    persons: Type.Integer(),
    since: Instant,
    doors: Type.Array(Type.String()),
    until: Nullable(End),
    namesDue: Nullable(Instant),
  },
  {
    title: 'DeclaredGroup',
    description:
      'zone が null なら立ち去っている。until まで doors が開くことは警報にならない。namesDue は氏名を書き込む期限で、書き込んだ後は null',
  },
);

export function shownGroup({
  groupId: id,
  kind,
  zoneId: zone,
  persons,
  since,
  doorIds,
  ...ends
}: ListedGroup) {
  return {
    id,
    kind,
    says: says[kind],
    zone,
    persons,
    since: since.toISOString(),
    doors: doorIds,
    until: ends.opensUntil?.toISOString() ?? null,
    namesDue: ends.namesDue?.toISOString() ?? null,
  };
}
