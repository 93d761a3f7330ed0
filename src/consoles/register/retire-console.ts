import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { saveConsole } from './console-rows.ts';
import { endSessionsAtConsole } from './end-sessions-at-console.ts';
import { type ConsoleNamed, noConsole, recordAtConsole, takeConsole } from './take-console.ts';

/** Ends a console for good, and what was begun there. */
export function retireConsole(
  deps: ActDeps,
  context: ActContext,
  named: ConsoleNamed,
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await takeConsole(tx, named);
    if (held === undefined) return refuse(noConsole);
    await endSessionsAtConsole(tx, named.consoleId, held);
    recordAtConsole(tx, 'console-retired', named);
    await saveConsole(tx.db, named, { retiredAt: tx.now });
    return ok({});
  });
}
