import type { FastifyInstance, FastifyServerOptions, InjectOptions } from 'fastify';
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../../src/access/state/save-act-effects.ts';
import { accessSettings } from '../../src/authority/settings/tables.ts';
import { buildPool, databaseOf, type Pool } from '../../src/db/pool.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { buildHints } from '../../src/log/hints.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { giveRole } from '../../src/operators/roles/give-role.ts';
import { createToken, type TokenHolder } from '../../src/operators/tokens/create-token.ts';
import { cheapHashing, seedKeys } from './cheap-hashing.ts';
import { createTestDatabase } from './database.ts';
import { fromTerminal } from './from-terminal.ts';
import { asGiven, type RoleOfTest } from './giving-roles.ts';
import { buildWatchedApp, secretsFound } from './watched-app.ts';

/** A clock that a test sets. */
export type TestClock = Clock & { readonly set: (now: Date) => void };

export type TestApp = {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  /** Where its batches run. */
  readonly batchPool: Pool;
  readonly deps: ActDeps;
  readonly clock: TestClock;
  readonly databaseUrl: string;
  /** By the login of its batches. */
  readonly batchUrl: string;
  /** Of whoever may do everything there. */
  readonly ownerUrl: string;
  /** Sends a request as the holder of a token and reads the JSON of the answer. */
  readonly ask: (token: string | undefined, request: InjectOptions) => Promise<TestAnswer>;
  readonly close: () => Promise<void>;
};

export type TestAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
};

export function aClock(start = new Date('2026-04-06T00:00:00.000Z')): TestClock {
  let now = start;
  return {
    now: () => now,
    set: (next) => {
      now = next;
    },
  };
}

/** Administrators come from this machine, and from desks at 10.0.0.0/8. */
async function listDesks(pool: Pool): Promise<void> {
  const value = { networks: ['10.0.0.0/8'] };
  const decided = { reason: '試験', decidedBy: 'test', decidedAt: new Date(0) };
  await databaseOf(pool)
    .insert(accessSettings)
    .values({ name: 'admin-networks', version: 1, value, ...decided });
}

/** The service over a database of its own, without a socket. `lineTo` leads its batches there another way. */
export async function startTestApp(
  clock = aClock(),
  lineTo: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url),
  server: FastifyServerOptions = {},
  publicOrigin?: string,
): Promise<TestApp> {
  const database = await createTestDatabase();
  const pool = buildPool({ url: database.url, size: 6, name: 'sekisho test', onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  const deps: ActDeps = { pool, clock, hints, saveEffects: saveActEffects };
  const batchPool = buildBatchPool(await lineTo(database.batchUrl), () => undefined);
  await listDesks(pool);
  const app = await buildWatchedApp({
    ...deps,
    batchPool,
    server,
    publicOrigin,
    hashing: cheapHashing,
    seedKeys,
    tellReadsMs: 86_400_000,
  });
  return {
    app,
    pool,
    batchPool,
    deps,
    clock,
    databaseUrl: database.url,
    batchUrl: database.batchUrl,
    ownerUrl: database.ownerUrl,
    ask: async (token, request) => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await app.inject({ ...request, headers: { ...headers, ...request.headers } });
      const json = /json/.test(String(answer.headers['content-type']));
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: json ? answer.json() : answer.body,
      };
    },
    close: async () => {
      await app.close();
      await hints.close();
      await pool.end();
      await batchPool.end();
      const hits = await secretsFound(pool, database.ownerUrl);
      await database.drop();
      if (hits.length > 0) throw new Error(hits.join('\n'));
    },
  };
}

/** A token of somebody, as the terminal mints it. */
export async function aToken({ deps }: TestApp, holder: TokenHolder): Promise<string> {
  const mintedBy = { osUser: 'test', host: 'test' };
  const made = await createToken(deps, fromTerminal(), { holder, days: 90, mintedBy });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.token;
}

/** A machine that holds these roles, and its token. */
export async function aMachine(test: TestApp, id: string, held: readonly RoleOfTest[]): Promise<string> {
  for (const one of held) {
    const given = await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'machine', id },
      ...asGiven(one, test.clock.now()),
    });
    if (!given.ok) throw new Error(JSON.stringify(given.refusal));
  }
  return aToken(test, { type: 'machine', id });
}
