import type { Static } from 'typebox';
import { instantText } from '../../api/schemas.ts';
import type { DeterminationRow } from './determination-row.ts';
import type { DeterminationBody } from './determination-schemas.ts';

/** A version of a determination as the API writes it. */
export function showDetermination(row: DeterminationRow): Static<typeof DeterminationBody> {
  const {
    determinationId,
    organisationId,
    state,
    effectiveFrom,
    effectiveUntil,
    heldBy,
    untilSeq,
    clauses,
    ...rest
  } = row;
  return {
    ...rest,
    id: determinationId,
    organisation: organisationId,
    state: state === 'adopted' ? 'adopted' : 'proposed',
    from: instantText(effectiveFrom),
    until: effectiveUntil === null ? null : instantText(effectiveUntil),
    clauses: clauses === null ? null : [...clauses],
    heldBy: typeof heldBy === 'object' && heldBy !== null ? { ...heldBy } : null,
  };
}
