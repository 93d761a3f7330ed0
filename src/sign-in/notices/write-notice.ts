import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findNotice } from './find-notice.ts';
import { signInNotices } from './tables.ts';

/** Writes the notice that everybody is told from now on; those before stay, as entries name their versions. */
export function writeNotice(
  deps: ActDeps,
  context: ActContext,
  words: string,
): Promise<Result<{ readonly version: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([ministryLogId]);
    const version = (await findNotice(tx.db)).version + 1;
    tx.recordMinistry({ kind: 'sign-in-notice-written', details: { version } }, []);
    await tx.db.insert(signInNotices).values({ version, words, writtenAt: tx.now });
    return ok({ version });
  });
}
