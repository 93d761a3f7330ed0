import type { FastifyInstance } from 'fastify';
import { buildBatchPool } from '../src/access/batch/lanes/build-batch-pool.ts';
import { buildApp } from '../src/app.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import { giveRole } from '../src/operators/roles/give-role.ts';
import { createToken } from '../src/operators/tokens/create-token.ts';
import { asSystem } from '../test/support/as-system.ts';
import { fromTerminal } from '../test/support/from-terminal.ts';
import { median, rounded } from './figures.ts';
import { visitorsInside } from './visitors-inside.ts';

/** Visitors in the building beside its whole staff. */
const visitors = 2_000;
/** Of each request; the first of them warm up and are thrown away. */
const times = 40;
const warmUp = 10;

/**
 * How long a guard waits for the first page of a roll call, with counts by zone, while everybody is inside, before and during an
 * emergency: the median in milliseconds, that against a request for one row (`GET /sites`), both in turn, and the size of the answer.
 */
export async function measureRollCall(
  deps: ActDeps,
  databaseUrl: string,
  siteId: string,
  staff: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  await visitorsInside(deps, siteId, { count: visitors, zone: 'room-1', zones: ['hall', 'room-1'] });
  await fillIn(deps, siteId, staff);
  const token = await aGuard(deps, siteId);
  const batchPool = buildBatchPool(databaseUrl, () => undefined);
  const app = await buildApp({ pool: deps.pool, batchPool, clock: deps.clock, hints: deps.hints });
  try {
    const ask = asking(app, token);
    const roll = `/api/v1/sites/${siteId}/roll-call`;
    const calm = await measure(ask, roll);
    await ask(`/api/v1/sites/${siteId}/emergencies`, { reason: '火災報知' });
    const fire = await measure(ask, roll);
    return {
      people: calm.total,
      calmMs: rounded(calm.ms),
      calmToOneRequest: rounded(calm.ms / calm.light),
      fireMs: rounded(fire.ms),
      fireToOneRequest: rounded(fire.ms / fire.light),
      oneRequestMs: rounded(calm.light),
      kilobytes: Math.round(calm.bytes / 1000),
    };
  } finally {
    await app.close();
    await batchPool.end();
  }
}

type Ask = (url: string, payload?: object) => Promise<string>;

function asking(app: FastifyInstance, token: string): Ask {
  return async (url, payload) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await app.inject(
      payload === undefined ? { url, headers } : { method: 'POST', url, headers, payload },
    );
    if (answer.statusCode > 201) throw new Error(`${url}: ${answer.body}`);
    return answer.body;
  };
}

/** The one and the other in turn: neighbours slow both down alike. */
async function measure(ask: Ask, roll: string) {
  const [long, short]: [number[], number[]] = [[], []];
  let body = '';
  for (let time = 0; time < times; time += 1) {
    const before = performance.now();
    body = await ask(roll);
    const between = performance.now();
    await ask('/api/v1/sites?limit=1');
    long.push(between - before);
    short.push(performance.now() - between);
  }
  const { total }: { readonly total: number } = JSON.parse(body);
  return { ms: median(long.slice(warmUp)), light: median(short.slice(warmUp)), bytes: body.length, total };
}

/** Has the staff in the rooms, each since a read that is on record, and every visitor taken in by the desk. */
async function fillIn({ pool }: ActDeps, siteId: string, staff: readonly string[]): Promise<void> {
  await pool.query(
    `insert into presence (site_id, person_id, zone_id, certainty, since, since_seq)
      select $1, person, 'room-' || 1 + nth % 10, 'confirmed', now(), 1 from unnest($2::uuid[]) with ordinality as who(person, nth)
      on conflict do nothing`,
    [siteId, staff],
  );
  await asSystem(pool, ({ client }) =>
    client.query(
      `insert into visitor_identities (site_id, member_id, visit_id, last_day, name, affiliation)
        select site_id, member_id, visit_id, current_date, '佐藤 花子', '株式会社浜田' from members where site_id = $1`,
      [siteId],
    ),
  );
  await pool.query(
    `insert into arrivals (site_id, member_id, day, from_seq, visit_id, state, starts_at, ends_at, checked_in_at)
      select site_id, member_id, current_date, 1, visit_id, 'checked-in', now(), now() + interval '2 hours', now()
      from members where site_id = $1`,
    [siteId],
  );
  await pool.query('analyze');
}

async function aGuard(deps: ActDeps, siteId: string): Promise<string> {
  const holder = { type: 'machine', id: 'bench-guard' } as const;
  const given = await giveRole(deps, fromTerminal(), { holder, role: 'guard', siteId });
  const made = await createToken(deps, fromTerminal(), {
    holder,
    days: 1,
    mintedBy: { osUser: 'bench', host: 'bench' },
  });
  if (!given.ok || !made.ok) throw new Error(JSON.stringify([given, made]));
  return made.value.token;
}
