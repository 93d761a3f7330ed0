import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { saveActEffects } from '../src/access/state/save-act-effects.ts';
import { expectDone } from '../src/cli/terminal/expect-done.ts';
import { startEmbedded } from '../src/db/embedded/start-embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { buildPool } from '../src/db/pool.ts';
import { buildHints } from '../src/log/hints.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import { giveRole } from '../src/operators/roles/give-role.ts';
import { latestAdminEnd } from '../src/operators/roles/judge-role-draft.ts';
import { createToken } from '../src/operators/tokens/create-token.ts';
import { anOffice } from '../test/support/an-office.ts';
import { fromTerminal } from '../test/support/from-terminal.ts';
import { measureAskedHere } from './asked-here.ts';
import { measureBackFill } from './back-fill.ts';
import { buildCpuTime } from './cpu-time.ts';
import { measureDecide } from './decide-alone.ts';
import { expectVisitors, measureDeskFind } from './desk-find.ts';
import { measureEndpoints } from './endpoints.ts';
import { buildReport } from './figures.ts';
import { measureGaps } from './gaps.ts';
import { measureGuessing } from './guessing.ts';
import { appoint, measureHeads } from './heads.ts';
import { measureInsiders } from './insiders.ts';
import { measureLiveBesideUpload } from './live-beside-upload.ts';
import { benchPlan, largeSite, officeSize, patience } from './office.ts';
import { measurePair } from './pair.ts';
import { measurePhotographing } from './photographing-alone.ts';
import { measureRecords } from './records.ts';
import { measureRollCall } from './roll-call.ts';
import { fillLog, firstMonth } from './scale/fill-log.ts';
import { measureScale } from './scale/measure-scale.ts';
import { benchPassword, letSignIn } from './sign-in-people.ts';
import { measureSigningIn } from './signing-in.ts';
import { measureUploads } from './uploads.ts';
import { measureVacuum } from './vacuum.ts';
import { startVariants } from './variants.ts';
import { visitorsInside } from './visitors-inside.ts';
import { measureWhatIf } from './what-if.ts';
import { measureWorstBodies } from './worst-bodies.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** `decide-alone`, `what-if`, `gaps`, `bodies`, `heads`, `desk-find`, `roll-call`, `insiders`, `permits`, `endpoints`, `live-beside-upload`, `back-fill`, `sign-in`, `guessing`, `records`, `pair`, `vacuum` or `scale`; everything unless named. */
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    /** Of `scale`: how many entries its logs have, how many months their records, and how often each question is asked. */
    entries: { type: 'string', default: '200000,2000000' },
    months: { type: 'string', default: '27,87' },
    times: { type: 'string', default: '40' },
    /** Of `vacuum`: how many cards are read; 5,000 staff read theirs ten times a day. */
    reads: { type: 'string', default: '50000' },
    /** Of `records`: in which forms. */
    formats: { type: 'string', default: 'json,csv,xlsx,html,pdf' },
  },
});
const rounds = Number(options.rounds);
const organisation = '00000000-0000-7000-8000-000000000001';
const report = buildReport(options.json);
type Part =
  | 'decide-alone'
  | 'what-if'
  | 'gaps'
  | 'bodies'
  | 'heads'
  | 'desk-find'
  | 'roll-call'
  | 'insiders'
  | 'permits'
  | 'endpoints'
  | 'live-beside-upload'
  | 'back-fill'
  | 'sign-in'
  | 'guessing'
  | 'records'
  | 'pair'
  | 'vacuum'
  | 'scale';
const isWanted = (part: Part) => options.only === undefined || options.only === part;

const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'));
const server = await startEmbedded({ dataDir: folder, durable: true, onNews: () => undefined });
const client = new pg.Client(server.url);
await client.connect();
const vacuum = () => client.query('vacuum analyze');
try {
  await migrate(server.url);
  if (isWanted('decide-alone')) report({ name: 'decide-alone', ...measureDecide() });
  if (isWanted('what-if')) report({ name: 'what-if', ...measureWhatIf(1_000_000) });
  if (isWanted('gaps')) report({ name: 'gaps', ...measureGaps() });
  if (isWanted('bodies')) report({ name: 'bodies', ...(await measureWorstBodies(server.url)) });
  if (isWanted('endpoints') || isWanted('live-beside-upload')) await reportEndpoints();
  // Last: what it leaves in the tables is none of the others' business.
  if (isWanted('heads')) await reportHeads();
  if (isWanted('desk-find')) await reportDeskFind();
  if (isWanted('roll-call')) await reportRollCall();
  if (isWanted('insiders')) await reportInsiders();
  if (isWanted('permits')) await reportPermits();
  if (isWanted('sign-in')) await reportSigningIn();
  if (isWanted('guessing')) await reportGuessing();
  if (isWanted('records')) await reportRecords();
  if (isWanted('back-fill')) await reportBackFill();
  if (isWanted('pair')) await reportPair();
  if (isWanted('vacuum')) await reportVacuum();
  if (isWanted('scale')) await reportScale();
} finally {
  await client.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function reportEndpoints(): Promise<void> {
  const plan = benchPlan(organisation, officeSize.doors);
  const office = await withDeps((deps) => anOffice(deps, { plan, staff: officeSize.staff }));
  const tokens = [...office.tokens.values()];
  await vacuum();
  const variants = await startVariants(server.url, office.siteId);
  try {
    const ours = variants.urls.get('ours') ?? '';
    if (isWanted('endpoints')) {
      for (const connections of [1, 64]) {
        const load = { connections, rounds, seconds: Number(options.seconds), tokens, vacuum };
        report({ name: `decide-${connections}`, ...(await measureEndpoints(variants.urls, load)) });
      }
      report({
        name: 'upload-1000',
        ...(await measureUploads(client, ours, tokens[0] ?? '', office.siteId, rounds)),
      });
    }
    if (isWanted('live-beside-upload')) {
      report({ name: 'live-beside-upload', ...(await measureLiveBesideUpload(ours, tokens, rounds)) });
    }
  } finally {
    await variants.stop();
  }
}

async function reportHeads(): Promise<void> {
  const plan = benchPlan(organisation, largeSite.zones);
  const zoneIds = plan.zones.map(({ id }) => id);
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan, staff: largeSite.staff, firstNumber: 50_000 });
    await appoint(deps.pool, office, zoneIds);
    await vacuum();
    const load = { office, zoneIds, acts: rounds * largeSite.actsPerRound };
    report({ name: 'heads', ...(await measureHeads(deps, load)) });
  });
}

async function reportDeskFind(): Promise<void> {
  const plan = benchPlan(organisation, 10);
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan, staff: officeSize.staff, firstNumber: 100_000 });
    await expectVisitors(
      client,
      office.siteId,
      office.persons.map(({ id }) => id),
    );
    await vacuum();
    report({ name: 'desk-find', ...(await measureDeskFind(deps, office.siteId)) });
  });
}

async function reportRollCall(): Promise<void> {
  const plan = benchPlan(organisation, 10);
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan, staff: officeSize.staff, firstNumber: 200_000 });
    const staff = office.persons.map(({ id }) => id);
    report({ name: 'roll-call', ...(await measureRollCall(deps, server.url, office.siteId, staff)) });
  });
}

async function reportInsiders(): Promise<void> {
  const plan = benchPlan(organisation, officeSize.doors);
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan, staff: officeSize.staff, firstNumber: 600_000 });
    await vacuum();
    const load = { staff: office.persons.map(({ id }) => id), times: rounds * 4 };
    report({ name: 'insiders', ...(await measureInsiders(deps, office.siteId, load)) });
  });
}

async function reportPermits(): Promise<void> {
  report({ name: 'photographing-alone', ...measurePhotographing() });
  const plan = benchPlan(organisation, officeSize.doors);
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan, staff: officeSize.staff, firstNumber: 300_000 });
    const load = { deps, databaseUrl: server.url, client, office, organisation, rounds };
    report({ name: 'asked-here', ...(await measureAskedHere(load)) });
  });
}

async function reportPair(): Promise<void> {
  const plan = benchPlan(organisation, officeSize.doors);
  const zones = plan.zones.map(({ id }) => id);
  const count = 2_000;
  const { office, passes } = await withDeps(async (deps) => {
    const made = await anOffice(deps, { plan, staff: 3 * count, firstNumber: 30_000 });
    const escorts = made.persons.slice(0, count).map(({ id }) => id);
    return {
      office: made,
      passes: await visitorsInside(deps, made.siteId, { count, zone: 'hall', zones, escorts }),
    };
  });
  await vacuum();
  const numberOf = (index: number) => office.persons[index]?.number ?? '';
  const pairs = passes.map((visitor, index) => ({
    visitor,
    escort: numberOf(index),
    staff: [numberOf(count + index), numberOf(2 * count + index)] as const,
  }));
  const variants = await startVariants(server.url, office.siteId);
  try {
    const cpuTime = buildCpuTime(variants.pids.get('ours') ?? 0, client);
    const url = variants.urls.get('ours') ?? '';
    const tokens = [...office.tokens.values()];
    const load = { url, tokens, pairs, cpuTime, rounds, seconds: Number(options.seconds) };
    for (const doorsAtOnce of [1, officeSize.doors / officeSize.gateways]) {
      const name = `pair-${doorsAtOnce * officeSize.gateways}`;
      report({ name, ...(await measurePair({ ...load, doorsAtOnce })) });
    }
  } finally {
    await variants.stop();
  }
}

async function reportVacuum(): Promise<void> {
  const plan = benchPlan(organisation, officeSize.doors);
  const office = await withDeps((deps) => anOffice(deps, { plan, staff: officeSize.staff }));
  const variants = await startVariants(server.url, office.siteId);
  try {
    await measureVacuum(
      client,
      variants.urls.get('ours') ?? '',
      [...office.tokens.values()],
      Number(options.reads),
      report,
    );
  } finally {
    await variants.stop();
  }
}

async function reportSigningIn(): Promise<void> {
  const plan = benchPlan(organisation, officeSize.doors);
  const { office, loginIds, admin } = await withDeps(async (deps) => {
    const made = await anOffice(deps, { plan, staff: officeSize.staff });
    const ids = made.persons.slice(0, 50).map(({ id }) => id);
    const administers = { holder: { type: 'machine', id: 'bench' }, role: 'rights-admin' } as const;
    const term = { until: latestAdminEnd(deps.clock.now()), duty: 'bench' };
    expectDone(await giveRole(deps, fromTerminal(), { ...administers, ...term }));
    const token = { holder: administers.holder, days: 1, mintedBy: { osUser: 'bench', host: 'bench' } };
    return {
      office: made,
      loginIds: await letSignIn(deps, ids, { prefix: 'bench' }),
      admin: expectDone(await createToken(deps, fromTerminal(), token)).token,
    };
  });
  await vacuum();
  const variants = await startVariants(server.url, office.siteId);
  try {
    const load = {
      url: variants.urls.get('ours') ?? '',
      tokens: [...office.tokens.values()],
      rounds,
      seconds: Number(options.seconds),
      loginIds,
      password: benchPassword,
      admin,
      stopped: office.persons.at(-1)?.id ?? '',
    };
    report({ name: 'sign-in', ...(await measureSigningIn(load)) });
  } finally {
    await variants.stop();
  }
}

async function reportGuessing(): Promise<void> {
  await withDeps(async (deps) => {
    const office = await anOffice(deps, { plan: benchPlan(organisation, 10), firstNumber: 400_000 });
    const someone = office.persons.slice(0, 1).map(({ id }) => id);
    const [loginId = ''] = await letSignIn(deps, someone, { prefix: 'guessed', iterations: 10 });
    const load = { deps, databaseUrl: server.url, loginId, password: benchPassword };
    report({ name: 'guessing', ...(await measureGuessing(load)) });
  });
}

/** Ten thousand stays, and fifty and a hundred thousand: half of the entries are reads, of which 97 in 100 move somebody. */
async function reportRecords(): Promise<void> {
  const now = new Date();
  const months = 12;
  const entries = 230_000;
  const { office, token } = await withDeps(async (deps) => {
    const made = await anOffice(deps, {
      plan: benchPlan(organisation, officeSize.doors),
      staff: officeSize.staff,
      firstNumber: 500_000,
    });
    const holder = { type: 'machine', id: 'bench-reader' } as const;
    expectDone(await giveRole(deps, fromTerminal(), { holder, role: 'security-officer' }));
    const minted = { holder, days: 1, mintedBy: { osUser: 'bench', host: 'bench' } };
    return { office: made, token: expectDone(await createToken(deps, fromTerminal(), minted)).token };
  });
  await fillLog(client, now, {
    siteId: office.siteId,
    entries,
    months,
    persons: office.persons.map(({ id }) => id),
    cards: office.persons.map(({ cardId }) => cardId),
    doors: officeSize.doors,
  });
  await vacuum();
  // Little room for young objects: what is left there until it is collected would hide what is held.
  const variants = await startVariants(server.url, office.siteId, 2);
  try {
    const { rows } = await client.query<{ at: Date; nth: number }>(
      `select happened_at as at, nth::int from (
        select happened_at, row_number() over (order by happened_at) as nth from moves where site_id = $1) m
      where nth in (10000, 50000, 100000) order by nth`,
      [office.siteId],
    );
    await measureRecords(
      {
        client,
        url: variants.urls.get('ours') ?? '',
        pid: variants.pids.get('ours') ?? 0,
        token,
        siteId: office.siteId,
        from: firstMonth(now, months),
        untilOf: new Map(rows.map(({ nth, at }) => [nth, at])),
        formats: options.formats.split(','),
      },
      report,
    );
  } finally {
    await variants.stop();
  }
}

/** A hundred thousand entries of one month, which consoles that return have missed. */
async function reportBackFill(): Promise<void> {
  const entries = 100_000;
  const { office, guard } = await withDeps(async (deps) => {
    const made = await anOffice(deps, {
      plan: benchPlan(organisation, officeSize.doors),
      staff: officeSize.staff,
      firstNumber: 10_000,
    });
    const holder = { type: 'machine', id: 'bench-guard' } as const;
    expectDone(await giveRole(deps, fromTerminal(), { holder, role: 'guard' }));
    const minted = { holder, days: 1, mintedBy: { osUser: 'bench', host: 'bench' } };
    return { office: made, guard: expectDone(await createToken(deps, fromTerminal(), minted)).token };
  });
  const { siteId } = office;
  await fillLog(client, new Date(), {
    ...{ siteId, entries, months: 1, doors: officeSize.doors },
    persons: office.persons.map(({ id }) => id),
    cards: office.persons.map(({ cardId }) => cardId),
  });
  await vacuum();
  const { rows } = await client.query<{ epoch: string; seq: string }>(
    'select epoch, seq from heads where site_id = $1',
    [siteId],
  );
  const { epoch = '', seq = 0 } = rows[0] ?? {};
  const variants = await startVariants(server.url, siteId);
  try {
    const load = { client, guard, siteId, epoch, after: Number(seq) - entries, upTo: Number(seq), rounds };
    const ours = { url: variants.urls.get('ours') ?? '', tokens: [...office.tokens.values()] };
    report({ name: 'back-fill', ...(await measureBackFill({ ...load, ...ours })) });
  } finally {
    await variants.stop();
  }
}

async function reportScale(): Promise<void> {
  const numbers = (list: string) => list.split(',').map(Number);
  const { entries, months, times } = options;
  const load = { entries: numbers(entries), months: numbers(months), times: Number(times) };
  await measureScale({ url: server.url, organisation, ...load }, report);
}

async function withDeps<Value>(work: (deps: ActDeps) => Promise<Value>): Promise<Value> {
  const settings = { url: server.url, size: 2, name: 'bench', settings: patience };
  const pool = buildPool({ ...settings, onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  try {
    return await work({ pool, clock: { now: () => new Date() }, hints, saveEffects: saveActEffects });
  } finally {
    await hints.close();
    await pool.end();
  }
}
