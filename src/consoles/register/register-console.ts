import { and, eq, isNull } from 'drizzle-orm';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type ConsoleCode, makeConsoleCode } from './console-code.ts';
import type { ConsoleDraft } from './console-draft.ts';
import { consoles } from './tables.ts';

/** Registers a console of a site, with the code that makes a browser it. The code is kept nowhere: an answer that is lost is not given again. */
export function registerConsole(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  siteId: string,
  draft: ConsoleDraft,
): Promise<Result<ConsoleCode & { readonly consoleId: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([siteId]);
    const [named] = await tx.db
      .select({ consoleId: consoles.consoleId })
      .from(consoles)
      .where(and(eq(consoles.siteId, siteId), eq(consoles.name, draft.name), isNull(consoles.retiredAt)));
    if (named !== undefined) return refuse(nameTaken);
    const consoleId = newId<'console'>();
    const { told, kept } = makeConsoleCode(tx.now);
    tx.record(siteId, { kind: 'console-registered', details: { console: consoleId, ...draft } });
    await tx.db.insert(consoles).values({ siteId, consoleId, ...draft, ...kept, registeredAt: tx.now });
    return ok({ consoleId, ...told });
  });
}

const nameTaken: Refusal = {
  code: 'conflict',
  detail: 'この庁舎には、同じ名前の端末があります。',
};
