import { databaseOf } from '../../db/pool.ts';
import { newId } from '../../kernel/ids.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from './find-person-principal.ts';

/** The context of an act that a program does in the place of a person, by the roles they hold; undefined for who is not in office. */
export async function findPersonContext(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  personId: string,
  program: string,
): Promise<ActContext | undefined> {
  const credential = { kind: 'program', id: program } as const;
  const principal = await findPersonPrincipal(databaseOf(pool), personId, credential, clock.now());
  return principal && { principal, requestId: newId<'request'>() };
}
