import type { DatabaseLogin } from '../config.ts';
import { judgeServiceLogin } from '../db/judge-service-login.ts';
import { loadServiceLogin } from '../db/load-service-login.ts';
import { obstacleOf } from './obstacle-of.ts';
import { Obstacle } from './terminal.ts';

/**
 * Refuses a start by a login that could change the record, or write none: the service drops to the app's role, and a login that
 * is more can take up again what it dropped (ADR 0049).
 */
export async function expectServiceLogin({ url, variable }: DatabaseLogin): Promise<void> {
  const found = await loadServiceLogin(url).catch((error: unknown) => {
    throw obstacleOf(error, { variable });
  });
  const words = judgeServiceLogin(found, variable);
  if (words !== undefined) throw new Obstacle(words);
}
