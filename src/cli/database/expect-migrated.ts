import type { DatabaseLogin } from '../../config.ts';
import { judgeReadiness } from '../../db/judge-readiness.ts';
import { notMigrated } from '../../db/judge-service-login.ts';
import { loadDatabaseFacts } from '../../db/load-database-facts.ts';
import type { Pool } from '../../db/pool.ts';
import { monthlyTables } from '../../log/entry/record-classes.ts';
import { Obstacle } from '../terminal/terminal.ts';

/**
 * Refuses to go on over a database that is not at this release: whoever migrates it is another login. What else is wrong with it is
 * told by `/readyz`, beside a service that can mend itself.
 */
export async function expectMigrated(
  pool: Pool,
  { variable }: Pick<DatabaseLogin, 'variable'>,
): Promise<void> {
  const checks = judgeReadiness(await loadDatabaseFacts(pool, monthlyTables));
  if (checks.some(({ name, state }) => name === 'migrations' && state === 'failed')) {
    throw new Obstacle(notMigrated(variable));
  }
}
