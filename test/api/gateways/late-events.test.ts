import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { ok } from '../../../src/kernel/result.ts';
import { performAct } from '../../../src/log/writing/perform-act.ts';
import { takeCardStep } from '../../../src/people/cards/take-card-step.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { logEnd } from '../../support/a-site.ts';
import { anOffice, entriesOf, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { onServer } from '../../support/server-connection.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const opened = { decided: { verdict: 'grant', reason: 'list', listVersion: 7 } };
const morning = new Date('2026-04-06T00:00:00.000Z'); // 09:00 in Tokyo, a Monday

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let next = 0;
let someone: Office['persons'][number];

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 40 });
});
afterAll(() => test.close());

beforeEach(() => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const one = office.persons[next];
  next += 1;
  if (one === undefined) throw new Error('the office has too few persons');
  someone = one;
});

const at = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);
const minutesNow = () => (test.clock.now().getTime() - morning.getTime()) / 60_000;

/** What the gateway did alone, `minutes` after the beginning of the day. */
const late = (reader: string, minutes: number, number = someone.number) =>
  gateway.read(number, reader, { ...opened, at: at(minutes).toISOString() });

/** What the gateway did alone, at a time as its clock writes it. */
const stamped = (told: string, number = someone.number) =>
  gateway.read(number, 'street-hall-to-hall', { ...opened, at: told });

/** Whoever reads no longer knows of alarms raised before. */
const resolveAlarms = () =>
  onServer(test.databaseUrl, (client) =>
    client.query("update alarms set state = 'resolved', active = false where site_id = $1", [office.siteId]),
  );

const placeNow = (person = someone.id) => placeOf(test.pool, office.siteId, person);
const lastEntry = () => lastEntryOf(test.pool, office.siteId);

const discrepancies = (entry: { effects: readonly { kind?: string }[] }) =>
  entry.effects.filter(({ kind }) => kind === 'late-discrepancy');

/** A few minutes later. */
function goOn(): number {
  test.clock.set(at(minutesNow() + 4));
  return minutesNow();
}

describe('a read the gateway decided alone', () => {
  it('is stored with both times, decides nobody’s way any more and is answered without a window', async () => {
    const now = goOn();
    const answer = await gateway.post(late('street-hall-to-hall', now - 3));
    expect(answer.body.results[0]).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(answer.body.results[0]).not.toHaveProperty('openWithinMs');
    expect(await lastEntry()).toMatchObject({
      at: at(now - 3).toISOString(),
      recordedAt: at(now).toISOString(),
      details: { decided: opened.decided },
    });
  });

  it('by a card stopped since then was fine then', async () => {
    const read = goOn();
    goOn();
    const stopped = await takeCardStep(test.deps, fromTerminal(), someone.cardId, 'report-lost', '紛失');
    expect(stopped.ok).toBe(true);
    goOn();
    const fine = await gateway.post(late('street-hall-to-hall', read));
    expect(fine.body.results[0]).toMatchObject({ verdict: 'grant', reasons: [] });
    expect(discrepancies(await lastEntry())).toEqual([]);
  });

  it('names the versions that were known then, not those of now', async () => {
    const read = goOn();
    const [site, ministry] = await Promise.all([logEnd(test, office.siteId), logEnd(test, ministryLogId)]);
    goOn();
    await takeCardStep(test.deps, fromTerminal(), someone.cardId, 'suspend', '調査');
    await gateway.post(late('street-hall-to-hall', read));
    const { decision } = await lastEntry();
    expect(decision.verdict).toBe('grant');
    expect(decision.rules.ministry).toBe(ministry.head);
    expect(decision.rules.site).toBeLessThanOrEqual(site.head);
  });

  it('by a card that was stopped already raises a discrepancy, and stands', async () => {
    goOn();
    await takeCardStep(test.deps, fromTerminal(), someone.cardId, 'suspend', '調査');
    const read = goOn();
    goOn();
    const answer = await gateway.post(late('street-hall-to-hall', read));
    expect(answer.body.results[0]).toMatchObject({ status: 'stored', verdict: 'deny' });
    expect(codesOf(answer.body.results[0])).toContain('card-suspended');
    expect(answer.body.results[0].reasons[0]).not.toHaveProperty('says');
    expect(discrepancies(await lastEntry())).toEqual([
      { type: 'alarm', kind: 'late-discrepancy', active: true, door: 'street-hall', person: someone.id },
    ]);
    expect(await placeNow()).toMatchObject({ zone: 'hall' });
  });

  it('by a card reported lost moves nobody: it may have been in any hand', async () => {
    goOn();
    await takeCardStep(test.deps, fromTerminal(), someone.cardId, 'report-lost', '紛失');
    const read = goOn();
    goOn();
    const answer = await gateway.post(late('street-hall-to-hall', read));
    expect(answer.body.results[0]).toMatchObject({ status: 'stored', verdict: 'deny' });
    expect(codesOf(answer.body.results[0])).toContain('card-lost');
    expect(await placeNow()).toBeUndefined();
  });

  it('refused alone and rightly raises nothing and moves nobody', async () => {
    const now = goOn();
    await takeCardStep(test.deps, fromTerminal(), someone.cardId, 'suspend', '調査');
    goOn();
    await gateway.post({ ...late('street-hall-to-hall', now), decided: { verdict: 'deny' } });
    expect(discrepancies(await lastEntry())).toEqual([]);
    expect(await placeNow()).toBeUndefined();
  });

  it('is weighed by the permission that held then', async () => {
    const before = goOn();
    goOn();
    await changeRights('standing_permissions', 'person_id', someone.id, { zone_ids: "array['street']" });
    const after = goOn();
    goOn();
    const [then, now] = (
      await gateway.post(late('hall-office-to-office', before), late('hall-office-to-office', after))
    ).body.results;
    expect(codesOf(then)).not.toContain('no-permission');
    expect(codesOf(now)).toContain('no-permission');
  });

  it('is weighed by the plan that held then', async () => {
    const before = goOn();
    goOn();
    await changeRights('plan_elements', "kind || '/' || element_id", 'door/hall-office', {
      body: `jsonb_set(body, '{outOfService}', 'true')`,
    });
    const after = goOn();
    goOn();
    const [then, now] = (
      await gateway.post(late('hall-office-to-office', before), late('hall-office-to-office', after))
    ).body.results;
    expect(codesOf(then)).not.toContain('door-out-of-service');
    expect(codesOf(now)).toContain('door-out-of-service');
    await changeRights('plan_elements', "kind || '/' || element_id", 'door/hall-office', {
      body: `jsonb_set(body, '{outOfService}', 'false')`,
    });
  });

  it('is weighed as of the day the gateway was let in, where its clock stands years back', async () => {
    await resolveAlarms();
    goOn();
    const [result] = (await gateway.post(stamped('2000-01-01T00:00:00Z'))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant' });
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      at: morning.toISOString(),
      subject: { person: someone.id, card: someone.cardId },
      details: { stamped: '2000-01-01T00:00:00Z' },
    });
    expect(entry.decision.notes).toContainEqual({ code: 'clock-impossible' });
    expect(discrepancies(entry)).toEqual([]);
  });

  it('is weighed as of its receipt, where its clock stands years ahead', async () => {
    const now = goOn();
    const [result] = (await gateway.post(stamped('2063-01-01T00:00:00Z'))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(await lastEntry()).toMatchObject({
      at: at(now).toISOString(),
      subject: { person: someone.id, card: someone.cardId },
    });
  });

  it('raises one alarm a gateway that its clock is wrong, however many come', async () => {
    await resolveAlarms();
    goOn();
    const { results } = (
      await gateway.post(
        stamped('1999-01-01T00:00:00Z'),
        stamped('2063-01-01T00:00:00Z'),
        stamped('2063-01-02T00:00:00Z'),
      )
    ).body;
    const entries = (await entriesOf(test.pool, office.siteId)).slice(-results.length);
    const alarms = entries
      .flatMap(({ text }) => JSON.parse(text).effects)
      .filter(({ type }) => type === 'alarm');
    expect(alarms).toEqual([{ type: 'alarm', kind: 'gateway-clock', active: true, gateway: 'gateway' }]);
  });

  it('is understood where local time was written as UTC', async () => {
    const now = goOn();
    const local = new Date(at(now - 2).getTime() + 9 * 3_600_000).toISOString();
    expect((await gateway.post(stamped(local))).body.results[0]).toMatchObject({ verdict: 'grant' });
    const entry = await lastEntry();
    expect(entry).toMatchObject({ at: at(now - 2).toISOString(), details: { stamped: local } });
    expect(entry.decision.notes).toContainEqual({ code: 'clock-local' });
    expect(await placeNow()).toMatchObject({ zone: 'hall', since: at(now - 2) });
  });

  it('keeps card and person where the card is younger than the day the gateway was let in', async () => {
    goOn();
    const number = '31999';
    await changeRights('cards', 'card_id', someone.cardId, { number: `'${number}'` });
    goOn();
    await gateway.post(stamped('2000-01-01T00:00:00Z', number));
    const entry = await lastEntry();
    expect(entry.subject).toMatchObject({ person: someone.id, card: someone.cardId });
    expect(entry.personal).toBeNull();
    expect(discrepancies(entry)).toMatchObject([{ person: someone.id }]);
  });
});

describe('a late passage', () => {
  it('moves its person, as of then', async () => {
    const then = goOn();
    goOn();
    await gateway.post(late('street-hall-to-hall', then));
    expect(await placeNow()).toMatchObject({ zone: 'hall', certainty: 'assumed', since: at(then) });
  });

  it('with a clock that runs ahead moves its person as of now, and holds nothing up', async () => {
    const now = goOn();
    const ahead = { ...opened, at: '9999-12-31T23:59:59Z' };
    await gateway.post(gateway.read(someone.number, 'street-hall-to-hall', ahead));
    expect(await placeNow()).toMatchObject({ zone: 'hall', since: at(now) });
    const later = goOn();
    await gateway.post(late('hall-office-to-office', later - 1));
    expect(await placeNow()).toMatchObject({ zone: 'office', since: at(later - 1) });
  });

  it.each(['2063-01-01T00:00:00Z', '2000-01-01T00:00:00Z'])(
    'at a time that cannot be overtakes no place that is known: %s',
    async (told) => {
      goOn();
      await gateway.post(
        gateway.read(someone.number, 'hall-office-to-office'),
        gateway.event('door-opened', { door: 'hall-office' }),
        gateway.event('door-closed', { door: 'hall-office' }),
      );
      goOn();
      await gateway.post(stamped(told));
      expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    },
  );

  it('moves nobody who has moved since', async () => {
    const then = goOn();
    goOn();
    await gateway.post(
      gateway.read(someone.number, 'hall-office-to-office'),
      gateway.event('door-opened', { door: 'hall-office' }),
      gateway.event('door-closed', { door: 'hall-office' }),
    );
    goOn();
    await gateway.post(late('street-hall-to-hall', then));
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
  });

  it('moves nobody who has moved since by another card and gave this one back', async () => {
    const then = goOn();
    goOn();
    await gateway.post(
      gateway.read(someone.number, 'hall-office-to-office'),
      gateway.event('door-opened', { door: 'hall-office' }),
      gateway.event('door-closed', { door: 'hall-office' }),
    );
    await changeRights('cards', 'card_id', someone.cardId, { person_id: 'null', state: "'returned'" });
    goOn();
    await gateway.post(late('street-hall-to-hall', then));
    expect((await lastEntry()).subject).toMatchObject({ person: someone.id });
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
  });

  it('does not end what is pending at another door', async () => {
    const then = goOn();
    goOn();
    await gateway.post(gateway.read(someone.number, 'hall-office-to-office'));
    await gateway.post(late('street-hall-to-hall', then));
    expect(await placeNow()).toMatchObject({ pending: 'hall-office' });
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });

  it('is told in order by its backlog, door and all', async () => {
    const then = goOn();
    goOn();
    await gateway.post(
      late('street-hall-to-hall', then),
      gateway.event('door-opened', { door: 'street-hall', at: at(then + 1).toISOString() }),
      gateway.event('door-closed', { door: 'street-hall', at: at(then + 2).toISOString() }),
      late('hall-office-to-office', then + 3),
    );
    expect(await placeNow()).toMatchObject({ zone: 'office', since: at(then + 3) });
    const { rows } = await test.pool.query(
      "select position, since from door_states where site_id = $1 and door_id = 'street-hall'",
      [office.siteId],
    );
    expect(rows).toEqual([{ position: 'closed', since: at(then + 2) }]);
  });

  it('is told in order by its backlog, also where the clock of the gateway was set back meanwhile', async () => {
    const then = goOn();
    goOn();
    await gateway.post(
      late('street-hall-to-hall', then + 2),
      gateway.event('door-opened', { door: 'street-hall', at: at(then + 3).toISOString() }),
      gateway.event('door-closed', { door: 'street-hall', at: at(then + 1).toISOString() }),
    );
    expect((await lastEntry()).details.notes).not.toContain('superseded');
    const { rows } = await test.pool.query(
      "select position from door_states where site_id = $1 and door_id = 'street-hall'",
      [office.siteId],
    );
    expect(rows).toEqual([{ position: 'closed' }]);
  });
});

describe('a late opening', () => {
  it('confirms no passage that was granted after it', async () => {
    const then = goOn();
    goOn();
    await gateway.post(gateway.read(someone.number, 'office-server-to-server'));
    await gateway.post(
      late('street-hall-to-hall', then, '77777'),
      gateway.event('door-opened', { door: 'office-server', at: at(then).toISOString() }),
      gateway.event('door-closed', { door: 'office-server', at: at(then + 1).toISOString() }),
    );
    expect(await placeNow()).toMatchObject({ zone: null, pending: 'office-server' });
  });

  it('confirms the passage that was granted before the line broke', async () => {
    goOn();
    await gateway.post(gateway.read(someone.number, 'office-server-to-server'));
    const granted = test.clock.now().getTime();
    test.clock.set(new Date(granted + 5000));
    await gateway.post(
      late('street-hall-to-hall', minutesNow(), '77777'),
      gateway.event('door-opened', { door: 'office-server', at: new Date(granted + 2000).toISOString() }),
      gateway.event('door-closed', { door: 'office-server', at: new Date(granted + 4000).toISOString() }),
    );
    expect(await placeNow()).toMatchObject({ zone: 'server', certainty: 'confirmed', pending: null });
  });
});

/** Ends the version in force of what a key names and begins another, with an entry of its own. */
async function changeRights(
  table: 'cards' | 'standing_permissions' | 'plan_elements',
  key: string,
  value: string,
  changes: Readonly<Record<string, string>>,
): Promise<void> {
  const ministry = table === 'cards';
  await performAct(test.deps, fromTerminal(), async (tx) => {
    await tx.takeHeads(ministry ? ['00000000-0000-0000-0000-000000000000', office.siteId] : [office.siteId]);
    const seq = ministry
      ? tx.recordMinistry({ kind: 'card-assigned' }, [office.siteId])
      : tx.record(office.siteId, { kind: 'plan-changed' });
    const { rows } = await tx.client.query(
      `update ${table} set until_seq = $2 where ${key} = $1 and until_seq is null returning *`,
      [value, seq],
    );
    for (const row of rows) {
      const columns = Object.keys(row);
      const values = columns.map((column) => {
        if (column === 'from_seq') return String(seq);
        if (column === 'until_seq') return 'null';
        return changes[column] ?? column;
      });
      await tx.client.query(
        `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table}
          where ${key} = $1 and until_seq = $2`,
        [value, seq],
      );
    }
    return ok(undefined);
  });
}
