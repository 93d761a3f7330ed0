import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { openLog } from '../../log/watching/open-log.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { sites } from './tables.ts';

/** Makes a site (庁舎・事業所) with a log of its own. It has no plan yet, so nothing passes there. */
export function createSite(
  deps: ActDeps,
  context: ActContext,
  { name }: { readonly name: string },
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const id = newId<'site'>();
    await openLog(tx, id);
    await tx.takeHeads([ministryLogId, id]);
    tx.recordMinistry({ kind: 'site-created', details: { site: id, name } }, [id]);
    await tx.db.insert(sites).values({ siteId: id, name, createdAt: tx.now });
    return ok({ id });
  });
}
