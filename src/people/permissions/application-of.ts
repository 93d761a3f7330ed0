import type { Static } from 'typebox';
import { instantText } from '../../api/schemas.ts';
import type { Application } from './application.ts';
import type { AmendmentBody } from './permission-schemas.ts';

/** What was applied for, by whom and when; a review counts only where the host applies. */
export function applicationOf(
  body: Static<typeof AmendmentBody>,
  personId: string,
  applicantId: string,
  now: Date,
): Application {
  const { zones, schedule, from, until, purpose, duringLockdown, outsider } = body;
  return {
    personId,
    zoneIds: zones,
    scheduleId: schedule,
    validFrom: new Date(from),
    validUntil: new Date(until),
    purpose,
    duringLockdown,
    outsider:
      outsider === undefined
        ? null
        : {
            host: outsider.host,
            identity: { ...outsider.identity, at: instantText(new Date(outsider.identity.at)) },
            review:
              outsider.review === undefined
                ? null
                : { by: applicantId, content: outsider.review.content, at: instantText(now) },
            contract: outsider.contract ?? null,
          },
  };
}
