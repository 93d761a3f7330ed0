import { keepMonths } from './access/state/keep-months.ts';
import { buildCardWatch } from './access/two-sites/build-card-watch.ts';
import { databaseOf } from './db/pool.ts';
import { repeat } from './kernel/repeat.ts';
import { countEntries } from './live/reading/count-entries.ts';
import type { ActDeps } from './log/writing/perform-act.ts';
import { forgetSessions } from './operators/principals/forget-sessions.ts';
import { keepRetention } from './retention/due/keep-retention.ts';
import { tellOverdueReviews } from './rights/reviews/tell-overdue-reviews.ts';
import { endDueAccounts } from './sign-in/accounts/end-due-accounts.ts';
import { forgetChallenges } from './sign-in/passkeys/forget-challenges.ts';
import { forgetUnfinished } from './sign-in/second-factor/forget-unfinished.ts';
import { forgetTrips } from './sign-in/single-sign-on/forget-trips.ts';
import { forgetTries } from './sign-in/throttling/forget-tries.ts';
import { tellFailures } from './sign-in/throttling/tell-failures.ts';

/** What nobody asks for and the database alone tells of: begun here, and stopped by whoever closes the service. `failed` tells of what went wrong. */
export function timedChores(
  deps: ActDeps,
  failed: (what: string) => (error: unknown) => void,
): readonly { readonly stop: () => Promise<void> }[] {
  return [
    repeat(2_000, buildCardWatch(deps), failed('comparing cards of two sites')),
    repeat(1_000, () => endDueAccounts(deps), failed('ending login ids that nobody needs')),
    repeat(1_000, () => tellFailures(deps), failed('recording sign-ins that failed')),
    repeat(3_600_000, () => forgetSignIns(deps), failed('forgetting sessions and sign-ins that are over')),
    repeat(3_600_000, () => tellOverdueReviews(deps), failed('telling of reviews that are overdue')),
    repeat(3_600_000, () => countEntries(deps.pool), failed('counting entries by month')),
    // Not by the day: a service that is begun anew each night would never come to it.
    repeat(3_600_000, () => keepMonths(deps), failed('making months ahead')),
    repeat(3_600_000, () => keepRetention(deps), failed('erasing what is past its date')),
  ];
}

async function forgetSignIns({ pool, clock }: ActDeps): Promise<void> {
  const db = databaseOf(pool);
  const now = clock.now();
  await forgetSessions(db, now);
  await forgetTries(db, now);
  await forgetChallenges(db, now);
  await forgetUnfinished(db, now);
  await forgetTrips(db, now);
}
