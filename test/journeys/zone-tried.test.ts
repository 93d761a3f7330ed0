import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import { determinations } from '../../src/zones/determinations/tables.ts';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { aPlan, aQuietGateway } from '../support/a-plan.ts';
import { anOrganisation } from '../support/a-ruled-zone.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { anOfficer } from '../support/an-officer.ts';
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

  it('is tried alike at the terminal', async () => {
    const { terminal, written } = aTerminal({
      env: { DATABASE_URL: test.databaseUrl },
      now: () => test.clock.now(),
    });
    const args = ['what-if', '--site', office.siteId, '--days', '7', '--class', 'office=3'];
    expect(await runCommandLine(commands, terminal, args)).toBe(0);
    const told = JSON.parse(written.join(''));
    const { body } = await tryOut(raised);
    const counts = ['passages', 'judged', 'otherwise', 'refused', 'granted', 'losesAccess', 'doors'] as const;
    for (const count of counts) expect([count, told[count]]).toEqual([count, body[count]]);
  });

  it('is for whoever answers for the rules', async () => {
    const guard = await aMachine(test, 'guard', [{ role: 'guard', siteId: office.siteId }]);
    expect((await tryOut(raised, guard)).status).toBe(403);
  });

  it('is what then happens', async () => {
    const { body: tried } = await tryOut(raised);
    const url = `/api/v1/sites/${office.siteId}/plan`;
    const { body: plan } = await test.ask(officer, { url });
    const zones = plan.zones.map((zone: { id: string }) =>
      zone.id === 'office' ? { ...zone, class: 3 } : zone,
    );
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
      payload: { ...plan, zones, boundaries },
    });
    expect(put.body).toMatchObject({ stored: true });
    const { results } = (await gateway.post(gateway.read(guest().number, intoOffice))).body;
    const [answer] = results;
    expect(answer).toMatchObject({ verdict: tried.items[0].tried.verdict });
    const codes = answer?.reasons?.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(tried.items[0].tried.reasons.map(({ code }: { code: string }) => code));
  });
});
