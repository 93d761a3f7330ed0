import { Type } from 'typebox';
import { Choice, End, Instant, instantText, Nullable, RegisterStep, Uuid } from '../../api/schemas.ts';
import { authorization } from '../../authority/authorization.ts';
import {
  type AccreditationState,
  type AccreditationStep,
  accreditationStateAfter,
} from '../accreditation/accreditation-lifecycle.ts';
import { accreditationWords } from '../accreditation/judge-accreditation-step.ts';
import type { pressOrganisations } from '../accreditation/tables.ts';

/** What organisations and persons of the press show of their accreditation. */
export const accreditationFields = {
  id: Uuid,
  state: Choice(['proposed', 'accredited', 'expired', 'ended']),
  says: Type.String(),
  basis: Nullable(Type.String()),
  until: End,
  enteredBy: Uuid,
  enteredAt: Instant,
  approvedBy: Nullable(Uuid),
  approvedAt: Nullable(Instant),
  endedBy: Nullable(Uuid),
  endedAt: Nullable(Instant),
  endReason: Nullable(Type.String()),
  may: Type.Array(RegisterStep, {
    description: '次にできることと、それをできる役割',
  }),
};

type Row = Omit<
  typeof pressOrganisations.$inferSelect,
  'siteId' | 'pressOrganisationId' | 'name' | 'nameSearch' | 'nameKey' | 'club'
>;

/** An accreditation as the API shows it; one that has run out says so. */
export function accreditationBody(id: string, row: Row, now: Date) {
  const {
    state,
    basis,
    validUntil,
    enteredBy,
    enteredAt,
    approvedBy,
    approvedAt,
    endedBy,
    endedAt,
    endReason,
  } = row;
  const expired = state === 'accredited' && validUntil <= now;
  return {
    id,
    state: expired ? ('expired' as const) : state,
    says: expired ? '期限切れ' : accreditationWords[state],
    basis,
    until: instantText(validUntil),
    enteredBy,
    enteredAt: instantText(enteredAt),
    approvedBy,
    approvedAt: approvedAt && instantText(approvedAt),
    endedBy,
    endedAt: endedAt && instantText(endedAt),
    endReason,
    may: stepsOpen(state).map((step) => ({
      step,
      says: stepSays[step],
      by: [...authorization['press.decide'].roles],
    })),
  };
}

const stepSays = {
  approve: '承認する',
  end: '終わらせる',
} as const satisfies Record<AccreditationStep, string>;

function stepsOpen(state: AccreditationState): readonly AccreditationStep[] {
  const steps = ['approve', 'end'] as const;
  return steps.filter((step) => accreditationStateAfter(state, step) !== undefined);
}
