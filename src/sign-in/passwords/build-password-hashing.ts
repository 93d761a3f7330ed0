import { createHmac, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { sameHash } from '../../authority/minted-token.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { Refused } from '../../kernel/refused.ts';
import { buildTurns } from '../../kernel/turns.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import type { DeriveKey } from './derive-key.ts';
import { formatVerifier, parseVerifier, type Verifier } from './verifier.ts';

/** How the service hashes passwords. */
export type HashingSettings = {
  readonly deriveKey: DeriveKey;
  readonly peppers: VersionedSecrets;
  /** Of a new verifier; the service itself goes by `leastIterations` and more. */
  readonly iterations: number;
};

/** What a password is to a verifier; `outdated`: it is right, and the verifier is weaker than one made now. */
export type PasswordVerdict = 'wrong' | 'right' | 'outdated';

/** A place among those who wait to be hashed for, to be left when done. */
export type HashingPlace = {
  readonly makeVerifier: (password: string) => Promise<string>;
  /** Of nobody (undefined) it is wrong, after the same work. */
  readonly verify: (password: string, verifier: string | undefined) => Promise<PasswordVerdict>;
  readonly leave: () => void;
};

/** Undefined where too many wait: each takes a third of a second. */
export type PasswordHashing = { readonly takePlace: () => HashingPlace | undefined };

/** No fewer, whatever is set (OWASP ASVS 5.0, appendix C). */
export const leastIterations = 210_000;

const saltBytes = 16;
/** Whoever comes last waits some ten seconds, where the machine has nothing else to do. */
const mostPlaces = 32;
/** Whoever has waited so long is told to come again: a client, and the connection after 60 s, would give up without an answer. */
const longestWaitMs = 20_000;

/** What whoever is not hashed for is told. */
export const hashingIsBusy: Refusal = {
  code: 'overloaded',
  detail: 'サインインが混み合っています。少し待って、もう一度行ってください。',
};

/** Hashes one after the other on two cores, and no more than half of the cores at once. */
export function buildPasswordHashing(
  { deriveKey, peppers, iterations }: HashingSettings,
  /** Milliseconds that only grow. */
  now = () => performance.now(),
): PasswordHashing {
  const turns = buildTurns(Math.max(1, Math.floor(availableParallelism() / 2)));
  let taken = 0;

  async function macOf(password: string, made: Omit<Verifier, 'mac'>): Promise<Buffer> {
    const pepper = peppers.byVersion.get(made.pepper);
    if (pepper === undefined) throw new Error(`the pepper of version ${made.pepper} is missing`);
    const salt = made.salt.toString('base64');
    const since = now();
    const key = await turns.take(() => {
      if (now() - since > longestWaitMs) throw new Refused('nobody was hashed for in time', hashingIsBusy);
      return deriveKey({ password, salt, iterations: made.iterations });
    });
    return createHmac('sha256', pepper).update(Buffer.from(key, 'base64')).digest();
  }

  const newest = () => ({ iterations, pepper: peppers.newest, salt: randomBytes(saltBytes) });

  async function makeVerifier(password: string): Promise<string> {
    const made = newest();
    return formatVerifier({ ...made, mac: await macOf(password, made) });
  }

  async function verify(password: string, verifier: string | undefined): Promise<PasswordVerdict> {
    const kept = verifier === undefined ? undefined : parseVerifier(verifier);
    const mac = await macOf(password, kept ?? newest());
    if (kept === undefined || !sameHash(mac, kept.mac)) return 'wrong';
    return kept.iterations < iterations || kept.pepper !== peppers.newest ? 'outdated' : 'right';
  }

  return {
    takePlace() {
      if (taken >= mostPlaces) return undefined;
      taken += 1;
      let isLeft = false;
      const leave = () => {
        if (!isLeft) taken -= 1;
        isLeft = true;
      };
      return { makeVerifier, verify, leave };
    },
  };
}
