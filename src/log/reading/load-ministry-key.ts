import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { heads } from '../tables.ts';

/** The random key of the ministry's log, which every instance has and nobody is told. */
export async function loadMinistryKey(db: Database): Promise<Buffer> {
  const [ministry] = await db
    .select({ key: heads.cursorKey })
    .from(heads)
    .where(eq(heads.siteId, ministryLogId));
  if (ministry === undefined) throw new Error('the ministry has no log');
  return ministry.key;
}
