import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import { signInApplications } from '../../src/sign-in/applications/tables.ts';
import type { TestApp } from './test-app.ts';

/** An application for a login id for somebody, which another person has just approved. */
export async function anApproval(
  { pool, clock }: TestApp,
  { loginId, person }: { readonly loginId: string; readonly person: string },
): Promise<string> {
  const applicationId = newId<'account-application'>();
  const by = { appliedBy: newId<'person'>(), appliedWith: 'test', decidedBy: newId<'person'>() };
  const at = { appliedAt: clock.now(), decidedAt: clock.now() };
  await databaseOf(pool)
    .insert(signInApplications)
    .values({
      ...{ applicationId, loginId, personId: person, organisationId: newId<'organisation'>() },
      ...{ ground: 'appointment', state: 'approved', ...by, ...at },
    });
  return applicationId;
}
