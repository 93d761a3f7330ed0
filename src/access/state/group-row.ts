import type { GroupKind } from '../../log/entry/effects.ts';
import type { Group } from './site-state.ts';

/** A row of `declared_groups` as JSON has it. */
export type GroupRow = {
  readonly group: string;
  readonly kind: GroupKind;
  readonly zone: string | null;
  readonly persons: number;
  readonly since: string;
  readonly doors: readonly string[];
  readonly until: string | null;
  readonly namesDue: string | null;
};

export function groupOf({ kind, zone, persons, since, doors, until, namesDue }: GroupRow): Group {
  return {
    kind,
    zone,
    persons,
    since: new Date(since),
    doors,
    until: until === null ? undefined : new Date(until),
    namesDue: namesDue === null ? undefined : new Date(namesDue),
  };
}
