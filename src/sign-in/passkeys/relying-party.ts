import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

/** Whom an authenticator signs for: the name of the host, and the origin of its pages. */
export type RelyingParty = { readonly id: string; readonly origin: string };

/** The same under this origin. A host that has an address and no name is none (WebAuthn Level 3 §5.1.2). */
export function relyingPartyOf(origin: URL | undefined): Result<RelyingParty, Refusal> {
  if (origin === undefined || !/[a-z]$/.test(origin.hostname)) return refuse(nameless);
  return ok({ id: origin.hostname, origin: origin.origin });
}

const nameless: Refusal = {
  code: 'conflict',
  detail:
    'パスキーは、サービスの名前（PUBLIC_ORIGIN）が設定されているか、localhost で開いているときにだけ使えます。',
};
