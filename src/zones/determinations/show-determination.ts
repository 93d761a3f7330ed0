import type { Static } from 'typebox';
import { instantText } from '../../api/schemas.ts';
import { loadPolicyText } from '../regulation/load-policy-text.ts';
import type { DeterminationRow } from './determination-row.ts';
import type { DeterminationBody } from './determination-schemas.ts';

/** A version of a determination as the API writes it; `toldConfirmers`: with who confirmed that another body takes the measure. */
export function showDetermination(
  row: DeterminationRow,
  toldConfirmers: boolean,
): Static<typeof DeterminationBody> {
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
    text: loadPolicyText(rest.policy) ?? null,
    id: determinationId,
    organisation: organisationId,
    state: state === 'adopted' ? 'adopted' : 'proposed',
    from: instantText(effectiveFrom),
    until: effectiveUntil === null ? null : instantText(effectiveUntil),
    clauses: clauses === null ? null : [...clauses],
    heldBy: shownHolder(heldBy, toldConfirmers),
  };
}

function shownHolder(heldBy: unknown, toldConfirmers: boolean): object | null {
  if (typeof heldBy !== 'object' || heldBy === null) return null;
  return toldConfirmers ? { ...heldBy } : { ...heldBy, confirmedBy: null };
}
