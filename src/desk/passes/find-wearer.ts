import type { Database } from '../../db/pool.ts';
import { findPassByNumeral } from './pass-rows.ts';

/** Who wears the pass with this numeral now; undefined = nobody, or there is none. */
export async function findWearer(db: Database, siteId: string, numeral: string): Promise<string | undefined> {
  const pass = await findPassByNumeral(db, siteId, numeral);
  return pass?.state === 'lent' ? (pass.holderId ?? undefined) : undefined;
}
