import type { ActDeps } from '../../log/writing/perform-act.ts';
import { stopCopiedPasskey, usePasskey } from '../passkeys/use-passkey.ts';
import { type SignedByPasskey, verifyPasskey } from '../passkeys/verify-passkey.ts';
import type { ShownFactor } from './shown-factor.ts';

/** A passkey of this account, if its authenticator signed what it was asked to; one of which there are two is stopped. */
export async function showPasskey(
  deps: ActDeps,
  { requestId, ...signed }: SignedByPasskey & { readonly requestId: string },
  loginId: string,
): Promise<ShownFactor | undefined> {
  const used = await verifyPasskey(deps, signed);
  if (used?.passkey.loginId !== loginId) return undefined;
  let isCopied = false;
  return {
    factor: 'passkey',
    async take(tx) {
      const use = await usePasskey(tx, used);
      isCopied = use === 'copied';
      return use === 'used' ? { recoveryCodes: null } : undefined;
    },
    async onRefused() {
      if (isCopied) await stopCopiedPasskey(deps, requestId, used);
    },
  };
}
