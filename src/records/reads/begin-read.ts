import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { personalReads } from './tables.ts';

/** Who reads what of a site, and what they asked for. */
export type PersonalRead = {
  readonly siteId: string;
  readonly actor: Actor;
  readonly what: string;
  readonly query: string;
  /** Whom it names from its beginning, by their ids. */
  readonly persons: readonly string[];
};

/** Notes that somebody reads personal data, before the first of it is given out; answers the read. */
export async function beginRead(
  db: Database,
  { siteId, actor, what, query, persons }: PersonalRead,
  now: Date,
): Promise<string> {
  const readId = newId<'personal-read'>();
  await db.insert(personalReads).values({
    ...{ siteId, readId, actorType: actor.type, actorId: actor.id },
    ...{ what, query, persons: [...persons], begunAt: now },
  });
  return readId;
}
