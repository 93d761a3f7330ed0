import type pg from 'pg';
import { buildBatchPool } from '../src/access/batch/lanes/build-batch-pool.ts';
import { buildApp } from '../src/app.ts';
import { databaseOf, type Pool } from '../src/db/pool.ts';
import { privateDevices } from '../src/devices/private-devices/tables.ts';
import { newId } from '../src/kernel/ids.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import type { PermitRow } from '../src/permits/registry/permit-rows.ts';
import { permits } from '../src/permits/registry/tables.ts';
import { unified } from '../test/support/a-ruled-zone.ts';
import type { Office } from '../test/support/an-office.ts';
import { aTokenOfRole } from '../test/support/role-tokens.ts';
import { buildCpuTime } from './cpu-time.ts';
import { everythingDetermined, storeDetermined } from './determined.ts';
import { median, rounded } from './figures.ts';

/** Requests of each kind a round, one after the other. */
const aRound = 100;
/** Permits that each of the staff has at the site, most of them over. */
const permitsEach = 10;

export type AskedHereLoad = {
  readonly deps: ActDeps;
  readonly databaseUrl: string;
  /** Of a connection of its own, which looks at what the others cost. */
  readonly client: pg.Client;
  readonly office: Office;
  readonly organisation: string;
  readonly rounds: number;
};

/**
 * "May this person photograph here now", and the same of a device, over HTTP, against `GET …/requirements` of the same zone: the
 * time of an answer and the processor's of service and database, in interleaved rounds; medians of the ratios (to reach: at most 2).
 */
export async function measureAskedHere(load: AskedHereLoad): Promise<Readonly<Record<string, number>>> {
  const { deps, databaseUrl, client, office, rounds } = load;
  await store(load);
  await client.query('vacuum analyze');
  const token = await aTokenOfRole(deps, 'guard', office.siteId);
  const batchPool = buildBatchPool(databaseUrl, () => undefined);
  const app = await buildApp({ pool: deps.pool, batchPool, clock: deps.clock, hints: deps.hints });
  try {
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const cpuTime = buildCpuTime(process.pid, client);
    const sample = (path: string, isAnswer: (body: string) => boolean) => async (): Promise<Sample> => {
      const [before, cpu] = [performance.now(), await cpuTime()];
      for (let nth = 0; nth < aRound; nth += 1) {
        const answer = await fetch(`${url}/api/v1/sites/${office.siteId}/${path}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const body = await answer.text();
        if (answer.status !== 200 || !isAnswer(body)) throw new Error(`${path}: ${body}`);
      }
      const ms = (performance.now() - before) / aRound;
      const after = await cpuTime();
      return { ms, cpu: (after.service - cpu.service + after.database - cpu.database) / aRound };
    };
    const isAllowed = (body: string) => body.includes('"because":"permitted"');
    const person = office.persons[0]?.id ?? '';
    const questions = {
      photography: sample(`photography/allowed?person=${person}&zone=room-1`, isAllowed),
      device: sample('private-devices/1/allowed?zone=room-1&act=use&handles=c2', isAllowed),
      requirements: sample('zones/room-1/requirements', (body) => body.includes('"row":"t2r36"')),
    };
    const samples: Readonly<Record<keyof typeof questions, Sample>>[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const photography = await questions.photography();
      const device = await questions.device();
      const requirements = await questions.requirements();
      if (round > 0) samples.push({ photography, device, requirements });
    }
    const middle = (figure: (one: (typeof samples)[number]) => number) =>
      rounded(median(samples.map(figure)));
    return {
      toRequirements: middle(({ photography, requirements }) => photography.ms / requirements.ms),
      cpuToRequirements: middle(({ photography, requirements }) => photography.cpu / requirements.cpu),
      deviceToRequirements: middle(({ device, requirements }) => device.ms / requirements.ms),
      cpuDeviceToRequirements: middle(({ device, requirements }) => device.cpu / requirements.cpu),
      photographyMs: middle(({ photography }) => photography.ms),
      deviceMs: middle(({ device }) => device.ms),
      requirementsMs: middle(({ requirements }) => requirements.ms),
    };
  } finally {
    await app.close();
    await batchPool.end();
  }
}

/** Of one answer, in milliseconds: of the clock, and of the processor. */
type Sample = { readonly ms: number; readonly cpu: number };

/** Everything determined, and of each of the staff one permit that runs among others that are over. */
async function store({ deps: { pool }, office, organisation }: AskedHereLoad): Promise<void> {
  await storeDetermined(pool, unified, everythingDetermined(organisation));
  const holders = office.persons.map(({ id }) => id);
  for (let nth = 0; nth < permitsEach; nth += 1) {
    const state = nth === 0 ? 'in-use' : 'closed';
    await insertPermits(pool, holders, (holder, label) => [
      { ...aPermitRow(office.siteId, holder), state, kind: 'photography', terms: photographyTerms(holder) },
      { ...aPermitRow(office.siteId, holder), state, kind: 'private-device', terms: deviceTerms(label) },
    ]);
  }
  await databaseOf(pool)
    .insert(privateDevices)
    .values(
      holders.map((holderId, index) => ({
        siteId: office.siteId,
        label: index + 1,
        registeredSeq: 1,
        holderId,
        registrantId: holderId,
        sort: 'phone' as const,
      })),
    );
}

async function insertPermits(
  pool: Pool,
  holders: readonly string[],
  rowsOf: (holder: string, label: number) => readonly PermitRow[],
): Promise<void> {
  for (let start = 0; start < holders.length; start += 500) {
    const some = holders.slice(start, start + 500);
    await databaseOf(pool)
      .insert(permits)
      .values(some.flatMap((holder, index) => rowsOf(holder, start + index + 1)));
  }
}

const photographyTerms = (responsible: string) => ({ parts: ['image'], devices: ['camera'], responsible });
const deviceTerms = (label: number) => ({
  label,
  carryIn: true,
  use: { handles: 'c2', lan: false },
  answers: [],
});

/** Whoever permits in the room where it is asked. */
const roomOfficer = { zone: 'room-1', unit: null, anyOf: ['zone-officer'] } as const;

function aPermitRow(siteId: string, holder: string): Omit<PermitRow, 'kind' | 'state' | 'terms'> {
  const now = Date.now();
  return {
    siteId,
    permitId: newId<'permit'>(),
    fromSeq: 1,
    untilSeq: null,
    applicantId: holder,
    concernedIds: [holder],
    organisationId: null,
    zoneIds: ['room-1'],
    asked: [],
    applied: {},
    purpose: '記録',
    rule: { track: 'permission', lines: [], needs: [] },
    quoted: null,
    consents: [
      { ...roomOfficer, by: newId<'person'>(), as: 'zone-officer', at: new Date(now).toISOString() },
    ],
    validFrom: new Date(now - 86_400_000),
    validUntil: new Date(now + 86_400_000),
    reportDue: null,
    reportedAt: null,
    report: null,
    reason: null,
    endedAt: null,
    afterwards: null,
  };
}
