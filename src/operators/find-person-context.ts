import { databaseOf } from '../db/pool.ts';
import { newId } from '../kernel/ids.ts';
import type { ActContext, ActDeps } from '../log/perform-act.ts';
import { findPersonPrincipal } from './find-person-principal.ts';

/** The context of an act that a program does in the place of a person, by the roles they hold; undefined for who is not in office. */
export async function findPersonContext(
  { pool }: Pick<ActDeps, 'pool'>,
  personId: string,
  program: string,
): Promise<ActContext | undefined> {
  const principal = await findPersonPrincipal(databaseOf(pool), personId, { kind: 'program', id: program });
  return principal && { principal, requestId: newId<'request'>() };
}
