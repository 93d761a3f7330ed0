import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '../../src/cli/commands/simulate.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { makeDemoOffice } from '../../src/demo/make-demo-office.ts';
import { registerCard } from '../../src/people/cards/register-card.ts';
import { permitConditions } from '../../src/permits/lifecycle/permit-conditions.ts';
import type { PermitRow } from '../../src/permits/registry/permit-rows.ts';
import { aTerminal, type TestTerminal } from '../support/a-terminal.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

/** Monday, 10:00 in Tokyo. */
const clock = aClock(new Date('2026-04-06T01:00:00.000Z'));
let test: TestApp;
let instance: LiveInstance;
let folder: Folder;
let url: string;
let siteId: string;
beforeAll(async () => {
  test = await startTestApp(clock);
  instance = await startInstance(test);
  url = new URL(instance.url.replace('ws', 'http')).origin;
  folder = await aFolder();
});
afterAll(async () => {
  await instance.close();
  await test.close();
  await folder.remove();
});

function aDesk(): TestTerminal {
  return aTerminal({ env: { DATABASE_URL: test.databaseUrl, DATA_DIR: folder.path }, now: clock.now });
}

function walk({ terminal }: TestTerminal, ...args: readonly string[]) {
  return runCommandLine([simulate], terminal, ['simulate', '--url', url, '--people', '12', ...args]);
}

async function entriesBy(column: 'kind' | 'verdict') {
  const { rows } = await test.pool.query<{ name: string; times: number }>(
    `select ${column} as name, count(*)::int as times from entries
      where site_id = $1 and ${column} is not null group by ${column}`,
    [siteId],
  );
  return new Map(rows.map(({ name, times }) => [name, times]));
}

async function statesOf(table: 'arrivals' | 'passes'): Promise<Readonly<Record<string, number>>> {
  const { rows } = await test.pool.query<{ state: string; times: number }>(
    `select state, count(*)::int as times from ${table}
      where site_id = $1 and until_seq is null group by state order by state`,
    [siteId],
  );
  return Object.fromEntries(rows.map(({ state, times }) => [state, times]));
}

/** The permits as they stand, by kind, with what their dates make of them. */
async function permitsNow() {
  const { rows } = await test.pool.query<PermitRow>(
    `select kind, state, zone_ids as "zoneIds", valid_until as "validUntil", report_due as "reportDue",
        reported_at as "reportedAt" from permits where site_id = $1 and until_seq is null order by kind, permit_id`,
    [siteId],
  );
  return rows.map((row) => [
    row.kind,
    row.state,
    row.zoneIds.join(),
    permitConditions(row, clock.now()).join(),
  ]);
}

const permitKinds = [
  'permit-requested',
  'permit-approved',
  'permit-started',
  'permit-closed',
  'permit-unreported',
  'work-begun',
  'work-ended',
  'delivery-taken-over',
  'delivery-collected',
] as const;

const visitorKinds = [
  'visitor-checked-in',
  'visitor-met',
  'visitor-stepped-out',
  'visitor-stepped-in',
  'read-abandoned',
  'escort-offered',
  'escort-relief',
  'visitor-checked-out',
  'visitor-missed',
  'pass-stopped',
] as const;

const atOnce = ['--speed', '1000000'];

/** Those of the gateways; who has visitors is another question every day. */
async function tokensKept(): Promise<readonly object[]> {
  const kept: readonly object[] = JSON.parse(
    await readFile(join(folder.path, 'simulate-tokens.json'), 'utf8'),
  );
  return kept.filter((one) => 'gateway' in one);
}

describe('a simulated day', () => {
  it('is nobody’s but the demo office’s', async () => {
    const desk = aDesk();
    expect(await walk(desk)).toBe(1);
    expect(desk.said.join()).toContain('there is no demo office');
    siteId = (await makeDemoOffice(test.deps)).siteId;
  });

  it('finds permits of today there: pictures being taken, devices and items inside, a work, and a report that is missing', async () => {
    expect(await permitsNow()).toEqual([
      ['photography', 'in-use', 'meeting-2f', ''],
      ['private-device', 'in-use', 'server-room', ''],
      ['private-device', 'filed', 'office-systems', ''],
      ['system-item', 'in-use', 'office-systems', ''],
      ['take-out', 'closed', '', 'unreported'],
      ['work', 'approved', 'archive', ''],
    ]);
    const { rows } = await test.pool.query(
      `select item, zone_id as zone from items
        where site_id = $1 and until_seq is null and state = 'inside' order by item_id`,
      [siteId],
    );
    expect(rows).toEqual([
      { item: 'サーバ装置', zone: 'server-room' },
      { item: '回線の試験器', zone: 'office-systems' },
    ]);
  });

  it('comes in over the gateways’ endpoint, with what goes wrong on a day, and says what came of it', async () => {
    const desk = aDesk();
    expect(await walk(desk, ...atOnce)).toBe(0);
    const [sum = '', ...reasons] = desk.written;
    expect(sum).toMatch(/ {2}visitors: 8 {2}passed with an escort: 9 {2}permits used: 2 {2}parcels: 3$/);
    const [, reads, granted, denied, waiting] =
      /^reads: (\d+) {2}granted: (\d+) {2}denied: (\d+) {2}waiting for company: (\d+)/
        .exec(sum)
        ?.map(Number) ?? [];
    const verdicts = await entriesBy('verdict');
    expect(verdicts.get('grant')).toBe(granted);
    expect(verdicts.get('deny')).toBe(denied);
    expect(verdicts.get('wait')).toBe(waiting);
    expect(reads).toBe(Number(granted) + Number(denied) + Number(waiting));
    expect(granted).toBeGreaterThan(25);
    expect(reasons.map((line) => line.trim().replace(/ +/, ' '))).toEqual([
      'escort-missing 5',
      'no-permission 2',
      'card-lost 1',
      'unexpected-zone 1',
      'unknown-card 1',
    ]);
    const kinds = await entriesBy('kind');
    for (const kind of ['door-opened', 'door-closed', 'door-held', 'exit-request']) {
      expect(kinds.get(kind)).toBeGreaterThan(0);
    }
    const { rows: alarms } = await test.pool.query<{ kind: string }>(
      'select distinct kind from alarms where site_id = $1 order by kind',
      [siteId],
    );
    expect(alarms.map(({ kind }) => kind)).toEqual(['door-held', 'lost-card-used', 'unexpected-zone']);
    expect((await stat(join(folder.path, 'simulate-tokens.json'))).mode & 0o777).toBe(0o600);
  });

  it('has visitors taken in, led, relieved, seen off and missed over the API, and leaves alone who is no part of it', async () => {
    const kinds = await entriesBy('kind');
    const times = Object.fromEntries(visitorKinds.map((kind) => [kind, kinds.get(kind)]));
    expect(times).toEqual({
      'visitor-checked-in': 5,
      'visitor-met': 4,
      'visitor-stepped-out': 1,
      'visitor-stepped-in': 1,
      'read-abandoned': 1,
      'escort-offered': 1,
      'escort-relief': 1,
      'visitor-checked-out': 5,
      'visitor-missed': 1,
      'pass-stopped': 1,
    });
    expect(await statesOf('arrivals')).toEqual({ 'checked-out': 8, 'no-show': 1, announced: 1 });
    expect(await statesOf('passes')).toEqual({ 'in-stock': 11, missing: 1 });
  });

  it('has pictures taken by leave, parcels taken over, and a firm at work while somebody attends it', async () => {
    const kinds = await entriesBy('kind');
    expect(Object.fromEntries(permitKinds.map((kind) => [kind, kinds.get(kind)]))).toEqual({
      'permit-requested': 7,
      'permit-approved': 7,
      'permit-started': 4,
      'permit-closed': 3,
      'permit-unreported': 1,
      'work-begun': 1,
      'work-ended': 1,
      'delivery-taken-over': 1,
      'delivery-collected': 1,
    });
    const { rows } = await test.pool.query<{ inside: number }>(
      `select count(distinct person_id)::int as inside from entries
        where site_id = $1 and verdict = 'grant' and door_id = 'corridor-3f-archive-1'`,
      [siteId],
    );
    expect(rows).toEqual([{ inside: 3 }]);
  });

  it('says so where no service listens', async () => {
    const desk = aDesk();
    const asked = ['simulate', '--url', 'http://127.0.0.1:9'];
    expect(await runCommandLine([simulate], desk.terminal, asked)).toBe(1);
    expect(desk.said.join()).toContain('run npm start in another terminal');
  });

  it('goes to the service of its own PORT unless told otherwise', async () => {
    const desk = aTerminal({ env: { DATABASE_URL: test.databaseUrl, PORT: '9' } });
    expect(await runCommandLine([simulate], desk.terminal, ['simulate'])).toBe(1);
    expect(desk.said.join()).toContain('http://127.0.0.1:9');
  });

  it('ends early at Ctrl+C, and still says what came of it', async () => {
    clock.set(new Date('2026-04-06T15:30:00.000Z'));
    const desk = aDesk();
    const before = (await entriesBy('kind')).get('visitor-checked-in');
    const walking = walk(desk, '--speed', '7200');
    await expect
      .poll(async () => (await entriesBy('kind')).get('visitor-checked-in'))
      .toBeGreaterThan(before ?? 0);
    await desk.interrupt();
    expect(await walking).toBe(130);
    expect(desk.written[0]).toMatch(/^reads: /);
    expect(await statesOf('arrivals')).toHaveProperty('checked-in');
  });

  it('keeps its tokens for the next day, and at night the duty officer extends the hours', async () => {
    const { rows: people } = await test.pool.query(
      `select person_id as id from persons where kind = 'staff' and until_seq is null limit 1`,
    );
    const tried = { format: 'wiegand-34', facility: '12', number: '777' };
    const made = await registerCard(test.deps, fromTerminal(), { ...tried, personId: people[0].id });
    expect(made.ok).toBe(true);
    const [kept, before] = [await tokensKept(), await entriesBy('kind')];
    const desk = aDesk();
    expect(await walk(desk, ...atOnce)).toBe(0);
    expect(await tokensKept()).toEqual(kept);
    expect(desk.said.join()).toContain('duty officer extends the hours');
    const kinds = await entriesBy('kind');
    expect((kinds.get('schedule-extended') ?? 0) - (before.get('schedule-extended') ?? 0)).toBe(3);
    // Out of the return box.
    expect(kinds.get('pass-restored')).toBe(1);
  });

  it('loses the same card every day, and none that somebody registered to try', async () => {
    const { rows } = await test.pool.query(
      `select number, state from cards where until_seq is null and (state = 'lost' or number = '777')
        order by number`,
    );
    expect(rows).toEqual([
      { number: expect.stringMatching(/^4\d{4}$/), state: 'lost' },
      { number: '777', state: 'active' },
    ]);
  });

  it('has ended first what the day left that was broken off', async () => {
    const { announced, ...ended } = await statesOf('arrivals');
    // The visitor whom the office was made with.
    expect(announced).toBe(1);
    expect(Object.keys(ended).toSorted()).toEqual(['cancelled', 'checked-out', 'no-show']);
    expect(await statesOf('passes')).toEqual({ 'in-stock': expect.any(Number), missing: 1 });
  });
});
