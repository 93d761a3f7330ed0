import { databaseOf } from '../../db/pool.ts';
import { findPassByNumeral } from '../../desk/passes/pass-rows.ts';
import { registerPass } from '../../desk/passes/register-pass.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import type { DemoPass } from '../demo-passes.ts';

/** Adds to the stock of the desk what is not there yet of some passes. */
export async function readyPasses(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  passes: readonly DemoPass[],
): Promise<Result<undefined, Refusal>> {
  for (const pass of passes) {
    if ((await findPassByNumeral(databaseOf(deps.pool), siteId, pass.numeral)) !== undefined) continue;
    const made = await registerPass(deps, context, siteId, { ...pass, basis: 'visit', highestClass: 2 });
    if (!made.ok) return made;
  }
  return ok(undefined);
}
