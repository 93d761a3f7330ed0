import type { Principal } from '../../authority/principal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Place } from '../../sign-in/sessions/place.ts';
import { lockConsoleOfSecret } from '../register/console-rows.ts';
import { endSessionsAtConsole, holdSessionsAtConsole } from '../register/end-sessions-at-console.ts';
import { findShiftUntil } from './find-shift-until.ts';
import { tellTwoConsoles } from './tell-two-consoles.ts';

/**
 * Holds the console whose browser has this secret, and what was begun there, for whoever signs in at it however they do: whoever kept it is signed
 * out as they are signed in (交代), in one act and each with an entry. There is no moment with both, and no id that both use. Also to who kept it before.
 */
export async function holdConsole(
  tx: ActTx,
  secretId: string,
  saidUntil?: Date,
): Promise<Result<Place, Refusal>> {
  const console = await lockConsoleOfSecret(tx.db, secretId);
  if (console === undefined) return refuse(noConsoleHere);
  const { siteId, consoleId } = console;
  const before = await holdSessionsAtConsole(tx, consoleId);
  return ok({
    heads: [ministryLogId, siteId],
    async takeOver(taker) {
      if (!hasRoleAt(taker, siteId)) return refuse(noRoleHere);
      const until = await findShiftUntil(tx.db, console, saidUntil, tx.now);
      if (!until.ok) return until;
      await endSessionsAtConsole(tx, consoleId, before);
      await tellTwoConsoles(tx, console, taker.actor.id);
      return ok({ consoleId, shiftUntil: until.value });
    },
  });
}

/** Whether somebody was given a role there: who only is on the staff keeps no console, and ends nobody's session at one. */
export function hasRoleAt({ roles }: Principal, siteId: string): boolean {
  return roles.some((held) => held.role !== 'host' && (held.siteId === null || held.siteId === siteId));
}

export const noConsoleHere: Refusal = {
  code: 'conflict',
  detail: 'このブラウザは、登録された端末ではありません。端末でサインインしてください。',
};
const noRoleHere: Refusal = {
  code: 'forbidden',
  detail:
    'この端末でサインインできるのは、この庁舎で役割をもつ人だけです。ほかの画面でサインインしてください。',
};
