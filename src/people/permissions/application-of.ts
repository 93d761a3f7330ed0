import type { Application, ApplicationTerms } from './application.ts';

/** What was applied for, for whom, by whom and when; a review is the applicant's, and counts only where that is the host. */
export function applicationOf(
  { outsider, ...terms }: ApplicationTerms,
  personId: string,
  applicantId: string,
  now: Date,
): Application {
  if (outsider === null) return { ...terms, personId, outsider };
  const { review, ...rest } = outsider;
  const reviewed = review === null ? null : { by: applicantId, content: review, at: now.toISOString() };
  return { ...terms, personId, outsider: { ...rest, review: reviewed } };
}
