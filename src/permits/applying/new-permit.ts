import { reportDueOf } from '../kinds/report-due-of.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import type { WeighedApplication } from './weigh-application.ts';

/** The first row of a permit that was applied for. */
export function newPermit(
  { draft, organisationId, rule, quoted, state }: WeighedApplication,
  ids: Pick<PermitRow, 'siteId' | 'permitId' | 'fromSeq' | 'applicantId'>,
): PermitRow {
  return {
    ...draft,
    ...ids,
    untilSeq: null,
    state,
    concernedIds: [...draft.concernedIds],
    organisationId,
    zoneIds: [...draft.zoneIds],
    rule,
    quoted,
    consents: [],
    endedAt: null,
    reportDue: reportDueOf(draft.kind, draft.validUntil, draft.asked),
    reportedAt: null,
    report: null,
    reason: null,
    afterwards: null,
  };
}
