import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { lockConsole } from '../register/console-rows.ts';
import { type ConsoleNamed, noConsole, recordAtConsole } from '../register/take-console.ts';
import { makeSealedSecret } from './make-sealed-secret.ts';
import { saveSeal } from './seal-rows.ts';

/**
 * Makes the sealed credential of a console, in the place of the one before. It is told once, to be printed and put into a sealed envelope at the
 * console; nobody keeps it.
 */
export function sealConsole(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  named: ConsoleNamed,
): Promise<Result<{ readonly secret: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if ((await lockConsole(tx.db, named)) === undefined) return refuse(noConsole);
    await tx.takeHeads([named.siteId]);
    const { secret, hash } = makeSealedSecret();
    const { siteId, consoleId } = named;
    recordAtConsole(tx, 'console-sealed', named);
    await saveSeal(tx.db, {
      siteId,
      consoleId,
      hash,
      sealedBy: context.principal.actor.id,
      sealedAt: tx.now,
    });
    return ok({ secret });
  });
}
