import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { sqlState } from '../../db/sql-state.ts';
import { erasedName } from '../../kernel/erased-name.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../entry/canonical-json.ts';
import { idempotencyKeys } from '../tables.ts';

/** The Idempotency-Key of a request, with what it is bound to: who asked and what for. */
export type IdempotencyKey = { readonly holder: string; readonly key: string; readonly digest: Buffer };

/** What a key is bound to: method, path and body. */
export function requestDigest(method: string, path: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(canonicalJson([method, path, body ?? null]))
    .digest();
}

const lockNotAvailable = '55P03';

/**
 * Claims the key in the act's own transaction. A repeat gets the first answer, unless it went with the name of somebody (`forgetAnswers`); another body under
 * the same key is refused, a twin still under way is waited for 2 s and then refused. Undefined: the act is to be done.
 */
export async function claimIdempotencyKey<Value>(
  { client, db }: Tx,
  { idempotencyKey }: { readonly idempotencyKey?: IdempotencyKey },
  now: Date,
): Promise<Result<Value, Refusal> | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const { holder, key, digest } = idempotencyKey;
  await client.query("set local lock_timeout = '2s'");
  try {
    const claimed = await db
      .insert(idempotencyKeys)
      .values({ holder, key, digest, createdAt: now })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length === 1) return undefined;
  } catch (error) {
    if (sqlState(error) !== lockNotAvailable) throw error;
    return refuse({ code: 'idempotency-twin-running' });
  } finally {
    await client.query('set local lock_timeout = default').catch(() => undefined);
  }
  const [first] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.holder, holder), eq(idempotencyKeys.key, key)));
  if (first === undefined || first.answer === null) return refuse({ code: 'idempotency-twin-running' });
  if (first.answer === erasedName) return refuse({ code: 'idempotency-answer-erased' });
  if (!first.digest.equals(digest)) return refuse({ code: 'idempotency-key-reused' });
  return ok(JSON.parse(first.answer));
}

/** Keeps the answer of a claimed key for its repeats. */
export async function saveAnswer(
  { db }: Tx,
  { idempotencyKey }: { readonly idempotencyKey?: IdempotencyKey },
  value: unknown,
): Promise<void> {
  if (idempotencyKey === undefined) return;
  await db
    .update(idempotencyKeys)
    .set({ answer: JSON.stringify(value ?? null) })
    .where(
      and(eq(idempotencyKeys.holder, idempotencyKey.holder), eq(idempotencyKeys.key, idempotencyKey.key)),
    );
}
