import type { Static } from 'typebox';
import { instantText } from '../../api/schemas.ts';
import type { ApplicationTerms } from './application.ts';
import type { AmendmentBody } from './permission-schemas.ts';

/** What an applicant writes, of the body of the request. */
export function applicationTermsOf(body: Static<typeof AmendmentBody>): ApplicationTerms {
  const { zones, schedule, from, until, purpose, duringLockdown, outsider } = body;
  return {
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
            review: outsider.review?.content ?? null,
            contract: outsider.contract ?? null,
          },
  };
}
