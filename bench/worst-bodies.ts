import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildBatchPool } from '../src/access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../src/access/state/save-act-effects.ts';
import { buildApp } from '../src/app.ts';
import { buildPool } from '../src/db/pool.ts';
import { newId } from '../src/kernel/ids.ts';
import { buildHints } from '../src/log/hints.ts';
import { createSite } from '../src/zones/sites/create-site.ts';
import { registerOrganisation } from '../src/zones/sites/register-organisation.ts';
import { type BodyOperation, bodyOperations } from '../test/support/body-operations.ts';
import { fromTerminal } from '../test/support/from-terminal.ts';
import { aTokenOfRole } from '../test/support/role-tokens.ts';
import { rounded } from './figures.ts';
import { benchPlan, largestPlan } from './office.ts';

/** Bodies as large as they may be, each of what costs the most to build, to look at or to judge. */
const shapes: Readonly<Record<string, (bounds: BodyOperation['bounds']) => string>> = {
  text: ({ bytes }) => `["${'あ'.repeat((bytes - 4) / 3)}"]`,
  escapes: ({ bytes }) => `["${'\\u202e'.repeat((bytes - 4) / 6)}"]`,
  arrays: ({ values }) => `[${'[],'.repeat(values / 2 - 1)}1]`,
  numbers: ({ values }) => `[${'1,'.repeat(values - 2)}1]`,
  members: ({ values, names }) => {
    const member = (name: number) => `"k${name % names}":1`;
    const one = (first: number) => Array.from({ length: 98 }, (_, index) => member(first + index)).join();
    return `[${Array.from({ length: Math.floor(values / 100) - 1 }, (_, index) => `{${one(index * 98)}}`).join()}]`;
  },
  events: ({ bytes }) => {
    const one = (seq: number) =>
      `{"seq":${seq},"kind":"card-read","at":"2026-04-06T00:00:00Z","reader":"none","said":"${'x'.repeat(Math.max(0, bytes / 1_000 - 100))}"}`;
    const events = Array.from({ length: 1_000 }, (_, index) => one(index + 1)).join();
    return `{"epoch":"${'0'.repeat(32)}","events":[${events}]}`;
  },
};

/**
 * How long the worst body that each operation accepts holds the event loop, in milliseconds: of the usual operations the
 * longest, and those that may be larger by themselves.
 */
export async function measureWorstBodies(url: string): Promise<Readonly<Record<string, number>>> {
  const pool = buildPool({ url, size: 4, name: 'bench', onIdleError: () => undefined });
  const batchPool = buildBatchPool(url, () => undefined);
  const hints = buildHints(pool, () => undefined);
  const clock = { now: () => new Date() };
  const app = await buildApp({ pool, batchPool, clock, hints });
  try {
    const deps = { pool, clock, hints, saveEffects: saveActEffects };
    const site = await createSite(deps, fromTerminal(), { name: '庁舎' });
    const organisation = await registerOrganisation(deps, fromTerminal(), { name: '部局', kind: 'bureau' });
    if (!site.ok || !organisation.ok) throw new Error('no site and no organisation to measure with');
    const ask = async (token: string | undefined, request: object) => {
      const answer = await app.inject({
        ...request,
        headers: {
          ...Object(request).headers,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
    };
    const worst: Record<string, number> = {};
    const plan = Buffer.from(JSON.stringify(benchPlan(newId<'organisation'>(), 4_900)));
    for (const operation of await bodyOperations({ ask, pool, clock }, site.value.id)) {
      const kind = operation.bounds.bytes === 65_536 ? 'usualMs' : `${operation.name.split('/').at(-1)}Ms`;
      for (const shape of Object.values(shapes)) {
        // As bytes: to make them of a text is the client's work, on the same loop here.
        const body = Buffer.from(shape(operation.bounds));
        await operation.send(body);
        worst[kind] = Math.max(worst[kind] ?? 0, await heldBy(() => operation.send(body)));
      }
      // One that is read, validated and weighed to the end, and then refused for its organisation.
      if (kind === 'planMs') {
        worst.planWeighedMs = await heldBy(() => operation.send(plan));
      }
    }
    const token = await aTokenOfRole({ pool, clock }, 'security-officer', site.value.id);
    const editions = ['春', '秋'].map((edition) =>
      Buffer.from(JSON.stringify(largestPlan(organisation.value.id, edition))),
    );
    let [seen, next] = ['"0"', 0];
    // Every zone and door has another name than in the plan that stands.
    const putNext = async () => {
      const payload = editions[next % editions.length] ?? '';
      next += 1;
      const answer = await app.inject({
        method: 'PUT',
        url: `/api/v1/sites/${site.value.id}/plan`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': seen },
        payload,
      });
      if (answer.statusCode !== 200) throw new Error(`the largest plan was answered ${answer.payload}`);
      seen = String(answer.headers.etag);
    };
    await putNext();
    worst.planTakenMs = await heldBy(putNext);
    return worst;
  } finally {
    await app.close();
    await hints.close();
    await Promise.all([pool.end(), batchPool.end()]);
  }
}

/** The least of three: what neighbours on the same cores take only adds to it. */
async function heldBy(work: () => Promise<unknown>): Promise<number> {
  return Math.min(await heldOnce(work), await heldOnce(work), await heldOnce(work));
}

async function heldOnce(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(5);
  delay.reset();
  await work();
  await sleep(5);
  delay.disable();
  return rounded(delay.max / 1e6);
}
