import { eq } from 'drizzle-orm';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { ok } from '../../kernel/result.ts';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import { type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { lockAccount } from '../accounts/account-rows.ts';
import { lockPasskey } from './passkey-rows.ts';
import { passkeys } from './tables.ts';
import type { UsedPasskey } from './verify-passkey.ts';

/** `copied`: its counter did not go on, so another authenticator signs with the same key. */
export type PasskeyUse = 'used' | 'copied' | 'gone';

/** Notes within an act that a passkey was used, unless it was removed meanwhile or its counter did not go on. The caller holds its account. */
export async function usePasskey(tx: ActTx, { passkey, counter }: UsedPasskey): Promise<PasskeyUse> {
  const held = await lockPasskey(tx.db, passkey);
  if (held === undefined) return 'gone';
  if ((counter > 0 || held.counter > 0) && counter <= held.counter) return 'copied';
  const { passkeyId } = passkey;
  await tx.db.update(passkeys).set({ counter, usedAt: tx.now }).where(eq(passkeys.passkeyId, passkeyId));
  return 'used';
}

/** Stops a passkey of which there are two, and alarms every site: which of them is the person's nobody can tell. */
export async function stopCopiedPasskey(
  deps: ActDeps,
  requestId: string,
  { passkey, counter }: UsedPasskey,
): Promise<void> {
  const { passkeyId, personId, loginId } = passkey;
  await performAct(deps, { principal: servicePrincipal, requestId }, async (tx) => {
    await lockAccount(tx.db, loginId);
    if ((await lockPasskey(tx.db, passkey)) === undefined) return ok(undefined);
    tx.recordMinistry(
      {
        kind: 'passkey-copied',
        subject: { person: personId },
        details: { passkey: passkeyId, counter },
      },
      await takeEveryHead(tx),
      () => [copied],
    );
    await tx.db.update(passkeys).set({ removedAt: tx.now }).where(eq(passkeys.passkeyId, passkeyId));
    return ok(undefined);
  });
}

const copied: AlarmEffect = { type: 'alarm', kind: 'passkey-copied', active: true };
