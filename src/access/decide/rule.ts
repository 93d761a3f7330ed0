import type { PersonKind } from '../../people/registry/person-lifecycle.ts';
import type { Direction } from '../../zones/plan/direction.ts';
import { outsiderRows } from '../../zones/regulation/outsider-rows.ts';
import type { Ground, Reason } from './decision.ts';
import type { DecidingRow } from './facts/deciding-rows.ts';
import type { Duty } from './facts/duty.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { ReasonCode } from './reasons.ts';

/** One group of rules: everything it finds against a passage, in a fixed order; nothing found is nothing against it. */
export type Rule = (facts: PassageFacts, direction: Direction) => readonly Reason[];

/** The clause and 別表 row a duty stands on. */
export function groundOf(row: DecidingRow, duty: Duty): Ground {
  return duty.undetermined ? { clause: duty.clause, row, undetermined: true } : { clause: duty.clause, row };
}

/**
 * A failure that counts only because `row` is 要. Where it is 要 only because nobody determined it (I7),
 * the undetermined row is named beside it.
 */
export function failing(code: ReasonCode, row: DecidingRow, duty: Duty): readonly Reason[] {
  if (!duty.required) return [];
  const reason: Reason = { code, ...groundOf(row, duty) };
  return duty.undetermined ? [reason, { code: 'undetermined', ...groundOf(row, duty) }] : [reason];
}

/** What lets a person in: a standing permission (継続的立入許可) or a visit (訪問). */
export type Basis = 'standing' | 'visit';

export function basisOf(kind: PersonKind): Basis {
  return kind === 'visitor' || kind === 'courier' ? 'visit' : 'standing';
}

/** The row that governs this measure for this outsider; undefined for staff, whom rows 26–35 do not concern. */
export function outsiderRow(kind: PersonKind, measure: keyof typeof outsiderRows): DecidingRow | undefined {
  return kind === 'staff' ? undefined : outsiderRows[measure][basisOf(kind)];
}
