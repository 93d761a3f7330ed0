import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { decideBatch } from '../src/access/batch/answer/decide-batch.ts';
import { DraftLog } from '../src/access/batch/answer/draft/draft-log.ts';
import { NumbersSeen } from '../src/access/batch/answer/gateways/numbers-seen.ts';
import type { BatchFacts } from '../src/access/batch/batch-facts.ts';
import { buildBatchPool } from '../src/access/batch/lanes/build-batch-pool.ts';
import { loadByKey } from '../src/access/batch/read/load-by-key.ts';
import { rememberLooks } from '../src/access/batch/read/remember-looks.ts';
import { buildRulesCache } from '../src/access/rules/rules-cache.ts';
import { emptySite } from '../src/access/state/site-state.ts';
import { buildLateCompilers } from '../src/api/edge/late-compilers.ts';
import { buildMetrics } from '../src/api/edge/metrics-board.ts';
import { setAuthorization } from '../src/api/edge/set-authorization.ts';
import { setEdge } from '../src/api/edge/set-edge.ts';
import { setValidators } from '../src/api/edge/set-validators.ts';
import { setProblemHandler } from '../src/api/faults/set-problem-handler.ts';
import { buildApp } from '../src/app.ts';
import { buildFailedTries } from '../src/authority/failed-tries.ts';
import { buildPool, databaseOf, type Pool } from '../src/db/pool.ts';
import { gatewayEventRoutes } from '../src/gateways/gateway-event-routes.ts';
import { eventOf, type ReceivedEvent, type TakeEvents } from '../src/gateways/receive-events.ts';
import { ok } from '../src/kernel/result.ts';
import { buildHints } from '../src/log/hints.ts';
import type { PlacedEntry } from '../src/log/writing/place-entry.ts';
import { takeHeads } from '../src/log/writing/take-heads.ts';
import { confirmPrincipal } from '../src/operators/principals/confirm-principal.ts';
import { findPrincipal } from '../src/operators/principals/find-principal.ts';
import { rememberGateways } from '../src/operators/principals/remember-gateways.ts';
import { buildChildDerivation } from '../src/sign-in/passwords/build-child-derivation.ts';
import { leastIterations } from '../src/sign-in/passwords/build-password-hashing.ts';
import { loadPolicy } from '../src/zones/regulation/load-policy.ts';
import { benchPeppers } from './sign-in-people.ts';

/** What is compared, each a server of its own in this process: `VARIANT` names it, the port goes to stdout. */
const variants: Readonly<Record<string, (url: string, siteId: string) => Promise<FastifyInstance>>> = {
  hello: async () => {
    const app = Fastify();
    const response = {
      200: { type: 'object', properties: { hello: { type: 'string' } }, required: ['hello'] },
    };
    const body = {
      type: 'object',
      properties: { name: { type: 'string', maxLength: 40 } },
      required: ['name'],
      additionalProperties: false,
    };
    app.get('/hello', { schema: { response } }, async () => ({ hello: 'world' }));
    app.post<{ Body: { readonly name: string } }>(
      '/hello',
      { schema: { body, response } },
      async (request) => ({
        hello: request.body.name,
      }),
    );
    return app;
  },
  'no-persistence': (url, siteId) => buildReference(url, siteId, async () => undefined),
  'insert-per-request': (url, siteId) => buildReference(url, siteId, insertOne),
  ours: async (url) => {
    const pool = openPool(url);
    const batchPool = buildBatchPool(url, ignore);
    const { deriveKey } = buildChildDerivation();
    const hashing = { deriveKey, peppers: benchPeppers, iterations: leastIterations };
    return buildApp({ pool, batchPool, clock, hints: buildHints(pool, ignore), hashing });
  },
};

const clock = { now: () => new Date() };
const noNumbers = { buffers: [], holes: [], missing: new Map() };
const ignore = () => undefined;
const openPool = (url: string): Pool => buildPool({ url, size: 10, name: 'bench', onIdleError: ignore });

/**
 * Our endpoint, our decision, our entry; then `persist` instead of the batch. Facts were read once, as if they were free.
 */
async function buildReference(
  url: string,
  siteId: string,
  persist: (pool: Pool, placed: PlacedEntry) => Promise<void>,
): Promise<FastifyInstance> {
  const pool = openPool(url);
  const { factsOf, head } = await readOnce(pool, siteId);
  let last = head;
  const takeEvents: TakeEvents = async (_, events) => {
    const log = new DraftLog(last, emptySite, clock.now());
    const { outcomes } = decideBatch(log, events, factsOf(events), new NumbersSeen(noNumbers, log.now));
    last = log.head;
    for (const placed of log.placed) await persist(pool, placed);
    return outcomes;
  };
  const app = Fastify({ genReqId: () => randomUUID() });
  setValidators(app, buildLateCompilers());
  setProblemHandler(app);
  await setEdge(app, {
    pool,
    clock: { now: () => new Date() },
    metrics: buildMetrics(pool),
    secure: false,
    isDemo: false,
    readiness: [],
  });
  await app.register(
    async (api) => {
      setAuthorization(api, {
        findPrincipal: rememberGateways(
          (token) => findPrincipal(databaseOf(pool), token, clock.now()),
          clock,
        ),
        failedTries: buildFailedTries(clock),
        confirmPrincipal,
        isSite: async () => true,
        now: clock.now,
        noteElsewhere: () => undefined,
      });
      await api.register(gatewayEventRoutes, { takeEvents });
    },
    { prefix: '/api/v1' },
  );
  return app;
}

async function readOnce(pool: Pool, siteId: string) {
  const connection = await pool.connect();
  const { client } = takeHeads(connection, [siteId]);
  const rules = await buildRulesCache(loadPolicy('unified-h24-draft')).load(client, siteId);
  const { rows: cards } = await client.query<{ format: string; facility: string; number: string }>(
    'select format, facility, number from cards where until_seq is null',
  );
  const { rows: tokens } = await client.query<{ token_id: string }>('select token_id from api_tokens');
  const events = cards.map(
    (card, index): ReceivedEvent => ({
      caller: { siteId, gatewayId: 'gateway-1', tokenId: '' },
      epoch: '00000000-0000-0000-0000-000000000000',
      seq: index + 1,
      digest: Buffer.alloc(0),
      received: '',
      content: ok({
        seq: 1,
        kind: 'card-read',
        reader: 'reader-room-1',
        at: new Date().toISOString(),
        card,
      }),
      faults: undefined,
      late: false,
      newerBeside: undefined,
      backlog: false,
    }),
  );
  const batch = {
    siteId,
    lane: 'live',
    events,
    now: new Date(),
    listeningSince: new Date(),
    withDue: false,
  } as const;
  const { readers } = await loadByKey(client, batch, rules, rememberLooks());
  connection.release();
  const rulesUsed = { policy: rules.policy, site: rules.rulesSeq, ministry: 0 };
  // Everybody may pass every door: what was read at one holds for all.
  const byNumber = new Map(
    events.map((received, index) => [
      cards[index]?.number,
      { rules, rulesUsed, reader: readers.get(received), late: undefined },
    ]),
  );
  const liveTokens = new Set(tokens.map(({ token_id }) => token_id));
  const factsOf = (received: readonly ReceivedEvent[]): BatchFacts => ({
    live: true,
    rules,
    rulesUsed,
    liveTokens,
    seen: [],
    numbers: noNumbers,
    givenUp: [],
    custodyTold: [],
    told: [],
    pendingReads: [],
    reads: new Map(
      received.flatMap((one) => {
        const event = eventOf(one);
        const known = event?.kind === 'card-read' ? byNumber.get(event.card?.number) : undefined;
        return known === undefined ? [] : [[one, known]];
      }),
    ),
    unknownReads: [],
    waiting: new Map(),
    company: new Set(),
    companions: new Map(),
    parted: new Map(),
    due: [],
    gateways: new Map(),
    state: emptySite,
  });
  const head = { siteId, epoch: '0', seq: 1_000_000_000, recordedAt: new Date(), rulesSeq: rules.rulesSeq };
  return { factsOf, head };
}

/** The same row into the same table, committed by itself. */
async function insertOne(pool: Pool, { columns, text }: PlacedEntry): Promise<void> {
  await pool.query({
    name: 'insert-one',
    text: `
      insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, person_id, card_id, door_id, zones,
        verdict, reasons, text)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      // A site of its own: the log of the measured office keeps its order.
      '00000000-0000-0000-0000-0000000000ff',
      columns.seq,
      columns.recordedAt,
      columns.at,
      columns.kind,
      columns.actorType,
      columns.actorId,
      columns.personId,
      columns.cardId,
      columns.doorId,
      columns.zones,
      columns.verdict,
      columns.reasons,
      text,
    ],
  });
}

const { VARIANT = '', BENCH_URL = '', SITE = '' } = process.env;
const build = variants[VARIANT];
if (build === undefined) throw new Error(`no variant ${VARIANT}`);
const app = await build(BENCH_URL, SITE);
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
