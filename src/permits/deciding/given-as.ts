import { type Static, Type } from 'typebox';
import { Choice, Instant, strict, Uuid } from '../../api/schemas.ts';
import type { ConsentOutcome } from './judge-consent.ts';

/** What is kept of what somebody gave beside a permit: who and when, and where it was no role of their own in which form and for whom. */
export const Given = {
  by: Uuid,
  at: Instant,
  form: Type.Optional(Choice(['acting', 'delegated', 'superior'])),
  officer: Type.Optional(Uuid),
};

const GivenBy = Type.Object(Given, strict);

/** What is kept of what somebody gives now, who was weighed for it (`weighAnswering`). */
export function givenAs(added: ConsentOutcome['added'], by: string, now: Date): Static<typeof GivenBy> {
  const { form, officer } = added.find((one) => one.form !== undefined) ?? {};
  return {
    by,
    at: now.toISOString(),
    ...(form === undefined ? {} : { form }),
    ...(officer === undefined ? {} : { officer }),
  };
}
