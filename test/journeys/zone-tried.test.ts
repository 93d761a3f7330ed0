import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { prepareTrial } from '../../src/access/what-if/prepare-trial.ts';
import { replayTrial } from '../../src/access/what-if/replay-trial.ts';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { dayMs } from '../../src/kernel/day-ms.ts';
import { newId } from '../../src/kernel/ids.ts';
import { determinations } from '../../src/zones/determinations/tables.ts';
import { findPolicy } from '../../src/zones/regulation/load-policy.ts';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { aPlan, aQuietGateway } from '../support/a-plan.ts';
import { anOrganisation, unified } from '../support/a-ruled-zone.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { anOfficer } from '../support/an-officer.ts';
import { aFolder } from '../support/folder.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

/** In Tokyo, where the office is. */
const at = (time: string) => new Date(`2026-04-06T${time}:00+09:00`);

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let officer: string;

/** Anybody with a card enters the office: nobody confirms who enters or leaves class 2. */
beforeAll(async () => {
  test = await startTestApp();
  test.clock.set(at('08:00'));
  const always = { ...aPlan().schedules[0], id: 'always', hours: [everyHour] };
  const plan = aPlan({
    gateways: [aQuietGateway],
    schedules: [{ ...always, name: '終日', onHolidays: 'as-usual', onYearEnd: 'as-usual' }],
  });
  await databaseOf(test.pool)
    .insert(determinations)
    .values(
      (['t1r19', 't1r20', 't1r21'] as const).map((row) => ({
        determinationId: newId<'determination'>(),
        fromSeq: 0,
        organisationId: anOrganisation,
        policy: 'unified-h24-draft',
        state: 'adopted' as const,
        row,
        class: 2,
        value: 'not-required' as const,
        words: '確認しない',
        basis: '委員会決定',
        decidedBy: anOrganisation,
        effectiveFrom: new Date(0),
      })),
    );
  office = await anOffice(test.deps, { plan });
  await test.pool.query('update standing_permissions set until_seq = from_seq where person_id = $1', [
    guest().id,
  ]);
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  officer = (await anOfficer(test, [{ role: 'security-officer' }])).token;
  test.clock.set(at('09:00'));
  await gateway.post(gateway.read(clerk().number, intoOffice), gateway.read(guest().number, intoOffice));
  await gateway.post(gateway.read('99', intoOffice));
  await gateway.post(
    gateway.read(guest().number, intoOffice, {
      decided: { verdict: 'grant' },
      at: at('08:30').toISOString(),
    }),
  );
  test.clock.set(at('12:00'));
});
afterAll(() => test.close());

/** What has come due by noon and was not settled yet: that happens by itself. */
async function due(): Promise<number> {
  const { rows } = await test.pool.query('select count(*)::int as count from deadlines where due_at <= $1', [
    test.clock.now(),
  ]);
  return rows[0].count;
}

const everyHour = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' };
const intoOffice = 'hall-office-to-office';
const clerk = () => personAt(0);
/** Has a card and no permission. */
const guest = () => personAt(1);

function personAt(index: number) {
  const found = office.persons[index];
  if (found === undefined) throw new Error('no such person');
  return found;
}

const tryOut = (trial: object, token = officer) =>
  test.ask(token, {
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/what-if`,
    payload: { days: 7, ...trial },
  });

const raised = { classes: [{ zone: 'office', class: 3 }] };

const counts = ['passages', 'judged', 'otherwise', 'refused', 'granted', 'losesAccess', 'doors'] as const;

/** The plan as it stands, with the office of another class. */
async function planWith(officeClass: number) {
  const { body } = await test.ask(officer, { url: `/api/v1/sites/${office.siteId}/plan` });
  const zones = body.zones.map((zone: { id: string }) =>
    zone.id === 'office' ? { ...zone, class: officeClass } : zone,
  );
  return { ...body, zones };
}

async function whatIf(...options: readonly string[]) {
  const { terminal, written } = aTerminal({
    env: { DATABASE_URL: test.databaseUrl },
    readBytes: (path) => readFileSync(path),
    now: () => test.clock.now(),
  });
  const args = ['what-if', '--site', office.siteId, '--days', '7', ...options];
  return { code: await runCommandLine(commands, terminal, args), text: written.join('') };
}

/** How many rows each table has, and the last transaction that wrote one. */
async function everyRow(): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: test.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const each = tables.map(
      ({ name }) => `select '${name}' as name, count(*)::int, max(xmin::text::int8) as last from "${name}"`,
    );
    return (await client.query(each.join(' union all '))).rows;
  } finally {
    await client.end();
  }
}

describe('a zone raised from class 2 to 3, tried before it is done', () => {
  it('tells whom it would have refused, with both verdicts and their reasons', async () => {
    const { status, body } = await tryOut(raised);
    expect(status).toBe(200);
    expect(body).toMatchObject({ passages: 4, judged: 3, otherwise: 1, refused: 1, granted: 0 });
    expect(body.reached).toBe(body.upTo);
    expect(body.items).toMatchObject([
      {
        person: guest().id,
        door: 'hall-office',
        to: 'office',
        recorded: { verdict: 'grant', says: '通行可', reasons: [] },
        tried: {
          verdict: 'deny',
          reasons: [{ code: 'no-permission', row: 't1r19' }, { code: 'undetermined' }],
        },
      },
    ]);
    expect(body.losesAccess).toEqual([{ person: guest().id, zone: 'office', passages: 1 }]);
    expect(body.doors).toEqual([{ door: 'hall-office', refused: 1, granted: 0 }]);
  });

  it('says what it cannot know from the log', async () => {
    const { body } = await tryOut(raised);
    expect(body.notJudged).toMatchObject([{ why: 'late', passages: 1 }]);
  });

  it('names what of the building would have to change', async () => {
    const { body } = await tryOut(raised);
    const found = body.findings.map(({ code, element }: Record<string, string>) => [code, element]);
    expect(found).toContainEqual(['boundary-see-through', 'boundaries/hall-office']);
    expect(found.some(([, element]: string[]) => element === 'zones/street')).toBe(false);
  });

  it('tries a determination alike, and says nothing new of rules as they are', async () => {
    const asked = { organisation: anOrganisation, row: 't1r19', class: 2 };
    const required = await tryOut({ determinations: [{ ...asked, value: 'required' }] });
    expect(required.body.items).toMatchObject([
      { person: guest().id, tried: { verdict: 'deny', reasons: [{ code: 'no-permission' }] } },
    ]);
    const same = await tryOut({ determinations: [{ ...asked, value: 'not-required' }] });
    expect(same.body).toMatchObject({ judged: 3, otherwise: 0, items: [], findings: [] });
    const { body } = await tryOut({ determinations: [{ ...asked, value: 'allowed' }] });
    expect(body.errors).toMatchObject([{ at: '/determinations/0' }]);
  });

  it('tries another package, under which nothing is determined yet', async () => {
    const { body } = await tryOut({ package: 'meti-2019' });
    expect(body).toMatchObject({ judged: 3, refused: 1 });
    expect((await tryOut({ package: 'nowhere' })).status).toBe(422);
    expect((await tryOut({})).status).toBe(400);
  });

  it('writes nothing', async () => {
    await tryOut(raised);
    await expect.poll(due).toBe(0);
    const before = await everyRow();
    expect((await tryOut(raised)).status).toBe(200);
    expect(await everyRow()).toEqual(before);
  });

  it('is the same tried as a whole plan, and a plan without a reader judges nothing that was read there', async () => {
    const plan = await planWith(3);
    const { body } = await tryOut({ plan });
    const { findings, ...told } = (await tryOut(raised)).body;
    expect(body).toMatchObject(told);
    expect(body.findings).toEqual(findings);
    const readers = plan.readers.filter(({ id }: { id: string }) => id !== intoOffice);
    const without = (await tryOut({ plan: { ...plan, readers } })).body;
    expect(without).toMatchObject({ passages: 4, judged: 0, otherwise: 0 });
    expect(without.notJudged).toContainEqual(
      expect.objectContaining({ why: 'reader-not-in-plan', passages: 3 }),
    );
    expect((await tryOut({ plan: { ...plan, zones: 'none' } })).status).toBe(400);
  });

  it('is tried alike at the terminal, by a class, a plan and a package', async () => {
    const folder = await aFolder();
    onTestFinished(folder.remove);
    const file = join(folder.path, 'plan.json');
    const plan = await planWith(3);
    await writeFile(file, JSON.stringify(plan));
    const trials = [
      [['--class', 'office=3'], raised],
      [['--plan', file], { plan }],
      [['--package', 'meti-2019'], { package: 'meti-2019' }],
    ] as const;
    for (const [options, trial] of trials) {
      const { code, text } = await whatIf(...options);
      expect([options, code]).toEqual([options, 0]);
      const told = JSON.parse(text);
      const { body } = await tryOut(trial);
      expect(body.refused).toBe(1);
      for (const count of counts) expect([options, told[count]]).toEqual([options, body[count]]);
    }
  });

  it('is refused at the terminal with what is wrong', async () => {
    const folder = await aFolder();
    onTestFinished(folder.remove);
    const file = join(folder.path, 'plan.json');
    expect((await whatIf('--package', 'nowhere')).code).toBe(1);
    for (const text of ['{}', '{', '']) {
      await writeFile(file, text);
      expect([text, await whatIf('--plan', file)]).toMatchObject([text, { code: 2, text: '' }]);
    }
    expect((await whatIf('--plan', join(folder.path, 'nowhere.json'))).code).toBe(1);
  });

  it('is for whoever answers for the rules', async () => {
    const guard = await aMachine(test, 'guard', [{ role: 'guard', siteId: office.siteId }]);
    expect((await tryOut(raised, guard)).status).toBe(403);
  });

  it('is what then happens', async () => {
    const { body: tried } = await tryOut(raised);
    const url = `/api/v1/sites/${office.siteId}/plan`;
    const plan = await planWith(3);
    const boundaries = plan.boundaries.map((one: object) => ({
      ...one,
      glass: 'none',
      separation: 'wall-through-ceiling',
    }));
    const headers = { 'if-match': '*' };
    const put = await test.ask(officer, {
      method: 'PUT',
      url,
      headers,
      payload: { ...plan, boundaries },
    });
    expect(put.body).toMatchObject({ stored: true });
    const { results } = (await gateway.post(gateway.read(guest().number, intoOffice))).body;
    const [answer] = results;
    expect(answer).toMatchObject({ verdict: tried.items[0].tried.verdict });
    const codes = answer?.reasons?.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(tried.items[0].tried.reasons.map(({ code }: { code: string }) => code));
  });
});

describe('the days that are asked for', () => {
  const lowered = { classes: [{ zone: 'office', class: 2 }] };
  const morning = at('09:00');
  const days = (count: number) => new Date(morning.getTime() + count * dayMs);
  const passagesIn = async (count: number) => (await tryOut({ ...lowered, days: count })).body.passages;

  it('hold what was recorded since then to the millisecond, and nothing older', async () => {
    test.clock.set(days(10));
    const late = await passagesIn(10);
    expect(late).toBeGreaterThan(0);
    test.clock.set(new Date(days(10).getTime() + 1));
    expect(await passagesIn(10)).toBeLessThan(late);
    expect(await passagesIn(7)).toBe(0);
    expect(await passagesIn(11)).toBe(late);
  });

  it('judge what is in them alone, with where everybody was before', async () => {
    await gateway.post(gateway.read(guest().number, intoOffice));
    const { body } = await tryOut({ ...lowered, days: 7 });
    expect(body).toMatchObject({ passages: 1, judged: 1, otherwise: 1, granted: 1, refused: 0 });
    expect(body.items).toMatchObject([{ person: guest().id, recorded: { verdict: 'deny' } }]);
  });

  it('are gone through as far as is asked, the same from the front, and beyond what is read at once', async () => {
    const many = 60;
    for (let posted = 0; posted < 600; posted += many) {
      await gateway.post(...Array.from({ length: many }, () => gateway.read('99', intoOffice)));
    }
    await gateway.post(gateway.read(guest().number, intoOffice));
    const { pool } = test;
    const prepared = await prepareTrial({ pool, policy: unified, findPolicy }, office.siteId, lowered);
    if (!prepared.ok) throw new Error(prepared.refusal.code);
    const { trial } = prepared.value;
    const since = days(9);
    const upTo = async (most?: number) => {
      const answer = await replayTrial(pool, unified, { siteId: office.siteId, trial, since, most });
      if (answer === undefined) throw new Error('no such site');
      return answer;
    };
    const whole = await upTo();
    expect(whole.reached).toBe(whole.upTo);
    expect(whole).toMatchObject({ passages: 602, otherwise: 2 });
    expect(new Set(whole.items.map(({ seq }) => seq)).size).toBe(2);
    for (const most of [1, 2, 500, 501, 601]) {
      const part = await upTo(most);
      expect(part).toMatchObject({ passages: most, items: whole.items.slice(0, 1), upTo: whole.upTo });
      expect(part.reached).toBeLessThan(whole.upTo);
    }
    expect(await upTo(602)).toEqual(whole);
  });
});
