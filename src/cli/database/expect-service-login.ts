import type { DatabaseLogin } from '../../config.ts';
import { judgeBatchLogin } from '../../db/judge-batch-login.ts';
import { judgeServiceLogin } from '../../db/judge-service-login.ts';
import { loadServiceLogin, type ServiceLogin } from '../../db/load-service-login.ts';
import type { Words } from '../../kernel/words.ts';
import { Obstacle } from '../terminal/terminal.ts';
import { obstacleOf } from './obstacle-of.ts';

/**
 * Refuses a start by a login that could change the record, or write none: the service drops to the app's role, and a login that
 * is more can take up again what it dropped (ADR 0049).
 */
export function expectServiceLogin(login: DatabaseLogin): Promise<void> {
  return expectLogin(login, judgeServiceLogin);
}

/** Refuses a start whose batches would run by a login that could read names. */
export function expectBatchLogin(login: DatabaseLogin): Promise<void> {
  return expectLogin(login, judgeBatchLogin);
}

async function expectLogin(
  { url, variable }: DatabaseLogin,
  judge: (found: ServiceLogin, variable: string) => Words | undefined,
): Promise<void> {
  const found = await loadServiceLogin(url).catch((error: unknown) => {
    throw obstacleOf(error, { variable });
  });
  const words = judge(found, variable);
  if (words !== undefined) throw new Obstacle(words);
}
