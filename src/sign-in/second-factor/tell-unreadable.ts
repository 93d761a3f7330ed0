import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { recordFinding } from '../../log/writing/record-finding.ts';
import { findAccount } from '../accounts/account-rows.ts';
import type { WhyUnreadable } from './unreadable-seed.ts';

/** Records that the seed of an account does not open, and alarms every site of it. */
export async function tellUnreadable(deps: ActDeps, loginId: string, why: WhyUnreadable): Promise<void> {
  const account = await findAccount(databaseOf(deps.pool), loginId);
  await recordFinding(deps, {
    kind: 'seed-unreadable',
    ...(account && { subject: { person: account.personId } }),
    details: { why },
    alarms: [{ type: 'alarm', kind: 'seed-unreadable', active: true }],
  });
}
