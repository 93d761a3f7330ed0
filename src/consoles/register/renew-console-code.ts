import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type ConsoleCode, makeConsoleCode } from './console-code.ts';
import { saveConsole } from './console-rows.ts';
import { endSessionsAtConsole } from './end-sessions-at-console.ts';
import { type ConsoleNamed, noConsole, recordAtConsole, takeConsole } from './take-console.ts';

/** Gives a console a new code: the browser that was it is so no more, and what was begun there ends. */
export function renewConsoleCode(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  named: ConsoleNamed,
): Promise<Result<ConsoleCode, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await takeConsole(tx, named);
    if (held === undefined) return refuse(noConsole);
    const { told, kept } = makeConsoleCode(tx.now);
    await endSessionsAtConsole(tx, named.consoleId, held);
    recordAtConsole(tx, 'console-code-renewed', named);
    await saveConsole(tx.db, named, kept);
    return ok(told);
  });
}
