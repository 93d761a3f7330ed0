import { hash, randomBytes } from 'node:crypto';
import { and, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import { enrolmentLastsMs } from './begin-enrolment.ts';
import { signInChallenges } from './tables.ts';

/** A sign-in that waits for its second factor. */
export type ChallengeRow = typeof signInChallenges.$inferSelect;

/** Long enough to take out a telephone; whoever has no factor yet finds an app first. */
const lastsMs = { 'to-show': 5 * 60_000, 'to-enrol': enrolmentLastsMs } as const;

const mostTries = 5;

/** What was shown so far. */
export type ChallengeDraft = Omit<ChallengeRow, 'hash' | 'tries' | 'expiresAt'>;

/** Opens one, and answers its secret: 256 random bits, of which only the hash is kept. */
export async function openChallenge(
  db: Database,
  draft: ChallengeDraft,
  asked: keyof typeof lastsMs,
  now: Date,
): Promise<{ readonly challenge: string; readonly expiresAt: Date }> {
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lastsMs[asked]);
  await db.insert(signInChallenges).values({ ...draft, hash: hashOf(challenge), tries: 0, expiresAt });
  return { challenge, expiresAt };
}

export async function findChallenge(
  db: Database,
  challenge: string,
  now: Date,
): Promise<ChallengeRow | undefined> {
  const [row] = await db
    .select({
      ...getTableColumns(signInChallenges),
      verifier: sql<string | null>`${keptSecret('challenge-password', signInChallenges.hash)}`,
      nextVerifier: sql<string | null>`${keptSecret('challenge-next-password', signInChallenges.hash)}`,
    })
    .from(signInChallenges)
    .where(and(eq(signInChallenges.hash, hashOf(challenge)), gt(signInChallenges.expiresAt, now)));
  return row;
}

/** Counts a try before it is looked at; false where there were too many. */
export async function countChallengeTry(
  db: Database,
  { hash: key }: Pick<ChallengeRow, 'hash'>,
): Promise<boolean> {
  const counted = await db
    .update(signInChallenges)
    .set({ tries: sql`${signInChallenges.tries} + 1` })
    .where(and(eq(signInChallenges.hash, key), lt(signInChallenges.tries, mostTries)))
    .returning({ tries: signInChallenges.tries });
  return counted.length === 1;
}

/** Closes one within the act that it leads to: of two who finish it at once, one does. */
export async function closeChallenge(
  db: Database,
  { hash: key }: Pick<ChallengeRow, 'hash'>,
): Promise<boolean> {
  const closed = await db
    .delete(signInChallenges)
    .where(eq(signInChallenges.hash, key))
    .returning({ hash: signInChallenges.hash });
  return closed.length === 1;
}

function hashOf(challenge: string): Buffer {
  return hash('sha256', challenge, 'buffer');
}
