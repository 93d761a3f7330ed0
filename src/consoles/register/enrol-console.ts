import { type MintedToken, mintToken, parseToken } from '../../authority/minted-token.ts';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type ConsoleRow, findConsole, lockConsole, saveConsole } from './console-rows.ts';

export type EnrolledConsole = { readonly console: ConsoleRow; readonly minted: MintedToken };

/** Makes the browser that shows a console's code the console: its secret takes the place of the code, which counts for no second browser. */
export async function enrolConsole(
  deps: ActDeps,
  { code, requestId }: { readonly code: string; readonly requestId: string },
): Promise<Result<EnrolledConsole, Refusal>> {
  const shown = parseToken(code.trim(), 'token');
  const found = shown && (await findConsole(databaseOf(deps.pool), shown));
  if (shown === undefined || found === undefined) return refuse(wrongCode);
  return performAct<EnrolledConsole>(deps, { principal: servicePrincipal, requestId }, async (tx) => {
    const console = await lockConsole(tx.db, found);
    if (console?.secretId !== shown.tokenId || console.codeUntil === null || console.codeUntil <= tx.now) {
      return refuse(wrongCode);
    }
    const { siteId, consoleId } = console;
    const minted = mintToken();
    await tx.takeHeads([siteId]);
    tx.record(siteId, { kind: 'console-enrolled', details: { console: consoleId } });
    await saveConsole(tx.db, console, { secretId: minted.tokenId, secretHash: minted.hash, codeUntil: null });
    return ok({ console, minted });
  });
}

const wrongCode: Refusal = {
  code: 'unauthenticated',
  detail: '端末の登録のコードが正しくないか、期限が過ぎているか、もう使われています。',
};
