import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { organisations } from './tables.ts';

/** The refusal of an act about an organisation that is not registered. */
export async function judgeOrganisation(db: Database, id: string): Promise<Refusal | undefined> {
  const found = await db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(and(eq(organisations.organisationId, id), isNull(organisations.untilSeq)));
  if (found.length > 0) return undefined;
  const message = 'この組織は登録されていません。先に組織を登録してください。';
  return { code: 'unprocessable', errors: [{ at: '/organisation', message }] };
}
