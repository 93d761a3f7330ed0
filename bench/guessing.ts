import type { FastifyInstance } from 'fastify';
import { buildBatchPool } from '../src/access/batch/lanes/build-batch-pool.ts';
import { buildApp } from '../src/app.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import { type Derivation, deriveKey } from '../src/sign-in/passwords/derive-key.ts';
import { median, rounded } from './figures.ts';
import { benchPeppers } from './sign-in-people.ts';

const guesses = 10_000;
/** A guesser who never rests, from as many machines as they like. */
const everyMs = 3_000;
const machines = 500;
const windowMs = 15 * 60_000;
const timed = 1_000;

export type GuessingLoad = {
  readonly deps: ActDeps;
  readonly databaseUrl: string;
  /** Of somebody who has an account, and their password. */
  readonly loginId: string;
  readonly password: string;
};

/**
 * T-14 at its size, by a clock of its own: 10,000 guesses at one account from many machines, how many of them were verified, at most in 15 minutes,
 * and whether its person still gets in; a guess at each of 10,000 accounts; and by how much the refusal of somebody who is there takes longer than of
 * nobody, over 1,000 each. Derived by few iterations, so that what remains is what could differ.
 */
export async function measureGuessing({ deps, databaseUrl, loginId, password }: GuessingLoad) {
  const verifiedAt: number[] = [];
  let now = deps.clock.now().getTime();
  const clock = { now: () => new Date(now) };
  const countingDerivation = (derivation: Derivation) => {
    verifiedAt.push(now);
    return deriveKey(derivation);
  };
  const batchPool = buildBatchPool(databaseUrl, () => undefined, { role: 'sekisho_app' });
  const hashing = { deriveKey: countingDerivation, peppers: benchPeppers, iterations: 10 };
  const app = await buildApp({ ...deps, clock, batchPool, hashing });
  const enter = (as: string, typed: string, remoteAddress: string) => signIn(app, as, typed, remoteAddress);
  const desk = '192.0.2.1';
  try {
    await expectStatus(200, enter(loginId, password, desk));
    verifiedAt.length = 0;
    for (let nth = 0; nth < guesses; nth += 1) {
      await enter(loginId, `guess ${nth}`, machine(nth));
      now += everyMs;
    }
    const verified = verifiedAt.length;
    const most = mostWithin(verifiedAt, windowMs);
    await expectStatus(200, enter(loginId, password, desk));
    verifiedAt.length = 0;
    for (let nth = 0; nth < guesses; nth += 1) {
      await enter(`nobody${nth}`, 'guess', machine(nth));
      now += everyMs;
    }
    const sprayVerified = verifiedAt.length;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let nth = 0; nth < timed; nth += 1) {
      // Past every wait, and from a machine that nobody guessed from.
      now += 2 * windowMs;
      const address = `203.0.${Math.floor(nth / 250)}.${nth % 250}`;
      for (const [as, samples] of [
        [loginId, known],
        [`somebody${nth}`, unknown],
      ] as const) {
        const started = performance.now();
        await expectStatus(401, enter(as, 'wrong', address));
        samples.push(performance.now() - started);
      }
    }
    return {
      guesses,
      verified,
      mostIn15Minutes: most,
      sprayVerified,
      knownMs: rounded(median(known)),
      unknownMs: rounded(median(unknown)),
      gapMs: rounded(Math.abs(median(known) - median(unknown))),
    };
  } finally {
    await app.close();
    await batchPool.end();
  }
}

async function signIn(app: FastifyInstance, loginId: string, password: string, remoteAddress: string) {
  const payload = { loginId, password, notice: 0 };
  const { statusCode } = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload, remoteAddress });
  return statusCode;
}

async function expectStatus(wanted: number, asked: Promise<number>): Promise<void> {
  const status = await asked;
  if (status !== wanted) throw new Error(`a sign-in was answered ${status} and not ${wanted}`);
}

function machine(nth: number): string {
  const one = nth % machines;
  return `198.51.${Math.floor(one / 250)}.${one % 250}`;
}

/** The most of these moments, in order, that lie within so long. */
function mostWithin(moments: readonly number[], long: number): number {
  return Math.max(
    0,
    ...moments.map((from, index) => moments.slice(index).filter((at) => at < from + long).length),
  );
}
