import type { Static } from 'typebox';
import { instantText } from '../../api/schemas.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { endOfDay } from '../../zones/hours/end-of-day.ts';
import type { ApplicationTerms } from './application.ts';
import type { AmendmentBody } from './permission-schemas.ts';

/** What an applicant writes, of the body of the request. Its end is a moment, or a day of the site that is within it. */
export function applicationTermsOf(
  body: Static<typeof AmendmentBody>,
  timeZone: string,
): Result<ApplicationTerms, Refusal> {
  const { zones, schedule, from, purpose, duringLockdown, outsider } = body;
  const validUntil = endOf(body, timeZone);
  if (validUntil === undefined) return refuse(oneEnd);
  return ok({
    zoneIds: zones,
    scheduleId: schedule,
    validFrom: new Date(from),
    validUntil,
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
  });
}

/** undefined where there is no end, or two, or the day is none of ours. */
function endOf(
  { until, untilOn }: Pick<Static<typeof AmendmentBody>, 'until' | 'untilOn'>,
  timeZone: string,
): Date | undefined {
  if (untilOn === undefined) return until === undefined ? undefined : new Date(until);
  return until === undefined ? endOfDay(untilOn, timeZone) : undefined;
}

const oneEnd: Refusal = {
  code: 'unprocessable',
  errors: [
    {
      at: '/until',
      message:
        '終わりは、日時（until、この時刻は含まない）か日（untilOn、この日を含む）のどちらか一方を指定してください',
    },
  ],
};
