import { type Proposed, propose } from '../../dual-control/propose.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockConsole } from '../register/console-rows.ts';
import { type ConsoleNamed, noConsole } from '../register/take-console.ts';

/** Proposes to make the sealed credential of a console: whoever has it signs in as anybody who has a role there, so nobody makes one alone. */
export function proposeSeal(
  deps: ActDeps,
  context: ActContext,
  named: ConsoleNamed,
): Promise<Result<Proposed, Refusal>> {
  const { siteId, consoleId, reason } = named;
  return performAct(deps, context, async (tx) => {
    if ((await lockConsole(tx.db, named)) === undefined) return refuse(noConsole);
    return propose(tx, context.principal, {
      siteId,
      kind: 'console-seal',
      draft: { consoleId, reason },
      weighed: { consoleId },
    });
  });
}
