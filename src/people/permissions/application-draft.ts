import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import type { ActDraft } from '../../log/writing/perform-act.ts';
import type { Application } from './application.ts';

/** The entry of an application: ids and dates; what was written in free words is sealed beside it. */
export function applicationDraft(kind: EntryKind, permissionId: string, application: Application): ActDraft {
  const { personId, zoneIds, scheduleId, validFrom, validUntil, purpose, duringLockdown, outsider } =
    application;
  return {
    kind,
    subject: { permission: permissionId, person: personId },
    details: {
      zones: zoneIds,
      schedule: scheduleId,
      from: validFrom.toISOString(),
      until: validUntil.toISOString(),
      duringLockdown,
      host: outsider?.host ?? null,
      identityConfirmedBy: outsider?.identity.by ?? null,
      reviewedBy: outsider?.review?.by ?? null,
      contract: outsider?.contract ?? null,
    },
    personal: {
      recordClass: 'person',
      data: {
        purpose,
        identityConfirmedHow: outsider?.identity.how ?? null,
        review: outsider?.review?.content ?? null,
      },
    },
  };
}
