import type { ProofMethod } from '../../authority/proof-methods.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import type { HashingPlace } from '../passwords/build-password-hashing.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import type { SeedDeps, ShownFactor } from '../second-factor/shown-factor.ts';
import { saveProof } from './save-proof.ts';
import { verifyOwnCode } from './verify-own-code.ts';
import { type ProofRefusal, type TypedSecret, verifyOwnPassword } from './verify-own-password.ts';

/** What is shown by typing it. */
export type TypedProof = Exclude<ProofMethod, 'passkey'>;

export type Proof = TypedSecret & { readonly by: TypedProof };

/** Whose session it is. */
type Shower = { readonly personId: string | undefined; readonly tokenId: string };

/** Refuses what is not the PIN of the person whose session it is. */
export type VerifyPin = (
  deps: Pick<ActDeps, 'pool' | 'clock'>,
  place: HashingPlace,
  by: Shower,
  secret: TypedSecret,
) => Promise<Result<undefined, ProofRefusal>>;

/** Handed in: PINs are of consoles, which stand above. */
export type PinDeps = { readonly verifyOwnPin: VerifyPin };

type Deps = ActDeps & HashingDeps & PinDeps & SeedDeps;

/** Looks at what was typed, and refuses what does not show that it is this person; answers what is taken of it, where it is a second factor. */
type Prover = (
  deps: Deps,
  by: Shower,
  secret: TypedSecret,
) => Promise<Result<ShownFactor | undefined, ProofRefusal>>;

const provers = {
  password: (deps, { personId }, secret) =>
    inHashingPlace(deps, async (place) => {
      const shown = await verifyOwnPassword(deps, place, personId, secret);
      return shown.ok ? ok(undefined) : shown;
    }),
  pin: (deps, by, secret) => inHashingPlace(deps, (place) => deps.verifyOwnPin(deps, place, by, secret)),
  totp: (deps, { personId }, secret) => verifyOwnCode(deps, personId, 'totp', secret),
  'recovery-code': (deps, { personId }, secret) => verifyOwnCode(deps, personId, 'recovery-code', secret),
} as const satisfies Record<TypedProof, Prover>;

/**
 * Has the person of a session show once more who they are (OWASP ASVS 5.0, 7.5.3), by what they type; whoever opens a locked screen shows it
 * the same way.
 */
export async function prove(
  deps: Deps,
  context: ActContext,
  { by, ...secret }: Proof,
): Promise<Result<{ readonly provedAt: Date }, ProofRefusal>> {
  const { actor, credential } = context.principal;
  const personId = actor.type === 'person' ? actor.id : undefined;
  const shown = await provers[by](deps, { personId, tokenId: credential.id }, secret);
  return shown.ok ? saveProof(deps, context, by, shown.value) : shown;
}
