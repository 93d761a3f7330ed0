import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { ConsoleDraft } from './console-draft.ts';
import { lockConsole, saveConsole } from './console-rows.ts';
import { type ConsoleNamed, noConsole, recordAtConsole } from './take-console.ts';

/** Changes when shifts end at a console, and whether it is kept at night; whoever has signed in there keeps the end they were told. */
export function changeShifts(
  deps: ActDeps,
  context: ActContext,
  named: ConsoleNamed,
  { shiftEnds, isKeptAtNight }: Pick<ConsoleDraft, 'shiftEnds' | 'isKeptAtNight'>,
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if ((await lockConsole(tx.db, named)) === undefined) return refuse(noConsole);
    await tx.takeHeads([named.siteId]);
    recordAtConsole(tx, 'console-changed', named, { shiftEnds, isKeptAtNight });
    await saveConsole(tx.db, named, { shiftEnds, isKeptAtNight });
    return ok({});
  });
}
