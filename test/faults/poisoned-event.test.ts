import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeCondition } from '../../src/access/conditions/change-condition.ts';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { onServer } from '../support/server-connection.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 65 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

/** Data that no use case writes, as a restore or a hand at the database may leave it. */
const spoil = (statement: string, values: readonly unknown[]) =>
  onServer(test.ownerUrl, (client) => client.query(statement, [...values]));

/** A passage pending for ever, at the door everybody reads at: nobody can say how long it is still open. */
const poison = (person: string) =>
  spoil(
    `insert into presence (site_id, person_id, since_seq, pending_door, pending_from, pending_to, pending_until)
      values ($1, $2, 0, 'street-hall', 'street', 'hall', 'infinity')
      on conflict (site_id, person_id) do update set pending_door = excluded.pending_door,
        pending_from = excluded.pending_from, pending_to = excluded.pending_to, pending_until = excluded.pending_until`,
    [office.siteId, person],
  );
const heal = (person: string) => spoil('delete from presence where person_id = $1', [person]);

/** No place may be written for this person any more. */
const ban = (person: string) =>
  spoil(`alter table presence add constraint nowhere check (person_id <> '${person}') not valid`, []);
const unban = () => spoil('alter table presence drop constraint nowhere', []);

const emergency = (on: boolean) =>
  changeCondition(test.deps, fromTerminal(), office.siteId, {
    condition: 'emergency',
    zone: null,
    on,
    reason: '訓練',
  });

const entries = async () => (await entriesOf(test.pool, office.siteId)).map(({ text }) => JSON.parse(text));

/** Everybody reads a card at once, each in a post of its own: they are one batch, and one of them is poisoned. */
async function everybodyReads() {
  const answers = await Promise.all(
    office.persons.map(({ number }) => gateway.post(gateway.read(number, 'street-hall-to-hall'))),
  );
  return answers.map(({ status, body }) => ({ status, ...body.results?.[0] }));
}

/** A minute passes in which nobody opens the door. */
async function everybodyGivesUp(): Promise<void> {
  test.clock.set(new Date(test.clock.now().getTime() + 60_000));
  await gateway.post(gateway.event('exit-request', { door: 'street-hall' }));
}

async function expectOneVictim(person: string): Promise<void> {
  // One is open at once: whoever saw the last one has resolved it.
  await spoil("update alarms set state = 'resolved', active = false where kind = 'event-quarantined'", []);
  const before = (await entries()).length;
  const results = await everybodyReads();
  const victim = office.persons.findIndex(({ id }) => id === person);
  results.forEach((result, index) => {
    if (index === victim) expect(result).toMatchObject({ status: 'quarantined', verdict: 'deny' });
    else expect(result).toMatchObject({ status: 'stored', verdict: 'grant' });
  });
  const written = (await entries()).slice(before);
  expect(written.map(({ seq }) => seq)).toEqual(written.map((_, index) => before + index + 1));
  expect(written.filter(({ kind }) => kind === 'card-read')).toHaveLength(64);
  expect(written.filter(({ kind }) => kind === 'event-quarantined')).toHaveLength(1);
  const { rows } = await test.pool.query(
    `select kind, gateway_id as gateway, active from alarms where site_id = $1
      and raised_seq > $2`,
    [office.siteId, before],
  );
  expect(rows).toEqual([{ kind: 'event-quarantined', gateway: 'gateway', active: true }]);
}

describe('one poisoned event among 64 strangers', () => {
  it('harms nobody when deciding it is a fault', async () => {
    const person = office.persons[21]?.id ?? '';
    await poison(person);
    await expectOneVictim(person);
    await heal(person);
  });

  it('harms nobody when the database refuses what it would write', async () => {
    const person = office.persons[42]?.id ?? '';
    await everybodyGivesUp();
    await ban(person);
    await expectOneVictim(person);
    await unban();
  });

  it('is answered as before when it comes again', async () => {
    const person = office.persons[3]?.id ?? '';
    await poison(person);
    const read = gateway.read(office.persons[3]?.number ?? '', 'street-hall-to-hall');
    const first = (await gateway.post(read)).body.results[0];
    await heal(person);
    const again = (await gateway.post(read)).body.results[0];
    expect(first).toMatchObject({ status: 'quarantined', verdict: 'deny' });
    expect(again).toEqual({ ...first, status: 'duplicate' });
  });

  it('calls the guard where it is the way out, and an emergency lets out whoever it is', async () => {
    const person = office.persons[5]?.id ?? '';
    await everybodyGivesUp();
    await ban(person);
    const leave = () =>
      gateway.post(gateway.read(office.persons[5]?.number ?? '', 'office-server-to-office'));
    const refused = (await leave()).body.results[0];
    expect(refused).toMatchObject({ status: 'quarantined', verdict: 'deny' });
    expect((await entries())[refused.entry - 1].effects).toContainEqual({
      type: 'alarm',
      kind: 'refused-leaving',
      active: true,
      door: 'office-server',
    });
    await emergency(true);
    const released = (await leave()).body.results[0];
    expect(released).toMatchObject({ status: 'quarantined', verdict: 'grant', openWithinMs: 10_000 });
    expect((await entries())[released.entry - 1].decision).toMatchObject({
      verdict: 'grant',
      notes: [{ code: 'emergency-release' }],
    });
    await emergency(false);
    await unban();
  });

  it('in a backlog harms nobody either', async () => {
    const [poisoned, ...others] = office.persons.slice(0, 8);
    const person = poisoned?.id ?? '';
    await everybodyGivesUp();
    await ban(person);
    const late = (number: string) =>
      gateway.read(number, 'street-hall-to-hall', { decided: { verdict: 'grant' } });
    const answer = await gateway.post(
      late(poisoned?.number ?? ''),
      ...others.map(({ number }) => late(number)),
    );
    expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual([
      'quarantined',
      ...others.map(() => 'stored'),
    ]);
    await unban();
  });
});

describe('a deadline that cannot be settled', () => {
  it('holds up nobody, and is settled once it can be', async () => {
    const [stuck, other] = office.persons;
    await gateway.post(gateway.read(stuck?.number ?? '', 'street-hall-to-hall'));
    await ban(stuck?.id ?? '');
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    const before = (await entries()).length;
    const { body } = await gateway.post(gateway.read(other?.number ?? '', 'street-hall-to-hall'));
    expect(body.results).toMatchObject([{ status: 'stored', verdict: 'grant' }]);
    expect((await entries()).slice(before).map(({ kind }) => kind)).toEqual(['card-read']);

    await unban();
    await gateway.post(gateway.event('exit-request', { door: 'street-hall' }));
    expect((await entries()).slice(before + 1).map(({ kind }) => kind)).toEqual([
      'passage-not-taken',
      'exit-request',
    ]);
  });
});
