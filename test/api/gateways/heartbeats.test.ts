import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { seenNumbers } from '../../support/seen-numbers.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 1 });
});
beforeEach(() => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

const receipts = async () => {
  const { rows } = await test.pool.query<{ seq: number }>(
    'select gateway_seq as seq from receipts where epoch = $1::uuid order by gateway_seq',
    [gateway.epoch],
  );
  return rows.map(({ seq }) => seq);
};
const tell = async (...events: readonly GatewayEvent[]) => (await gateway.post(...events)).body.results;
const statuses = async (...events: readonly GatewayEvent[]) =>
  (await tell(...events)).map(({ status }: { status: string }) => status);
const kinds = async () => (await entriesOf(test.pool, office.siteId)).map(({ kind }) => kind);
const beat = () => gateway.event('heartbeat');
const read = () => gateway.read(office.persons[0]?.number ?? '', 'hall-office-to-office');

describe('a heartbeat', () => {
  it('has counted and leaves no receipt, alone, in a row, or among other events', async () => {
    expect(await statuses(beat())).toEqual(['stored']);
    expect(await statuses(beat(), beat(), read(), beat())).toEqual(['stored', 'stored', 'stored', 'stored']);
    expect(await receipts()).toEqual([4]);
    expect((await seenNumbers(test.pool, office.siteId)).get(gateway.epoch)).toBe('{[1,6)}');
  });

  it('is known when it comes again, in the same post or another, and is no other event', async () => {
    const before = await kinds();
    const first = beat();
    expect(await statuses(first, first)).toEqual(['stored', 'duplicate']);
    expect(await statuses(first)).toEqual(['duplicate']);
    expect(await kinds()).toEqual(before);
  });

  it('under whose number something else comes is told as a conflict, and the same again as before', async () => {
    const { seq } = beat();
    await tell({ ...beat(), seq });
    const other = { ...read(), seq };
    const answered = await tell(other);
    expect(answered).toEqual([expect.objectContaining({ status: 'conflict' })]);
    expect(await kinds()).toContain('event-conflict');
    const count = (await kinds()).length;
    expect(await tell(other)).toEqual(answered);
    expect(await kinds()).toHaveLength(count);
  });

  it('overtakes what its gateway tells later under a lower number', async () => {
    const late = gateway.event('door-opened', { door: 'hall-office' });
    await tell(beat());
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await tell(beat());
    const before = await entriesOf(test.pool, office.siteId);
    expect(await statuses(late)).toEqual(['stored']);
    const [told] = (await entriesOf(test.pool, office.siteId)).slice(before.length);
    expect(told).toMatchObject({ kind: 'door-opened' });
    expect(JSON.parse(told?.text ?? '{}').details.notes).not.toEqual([]);
    const { rows } = await test.pool.query(
      'select newest_seq as newest, newest_at as at from gateway_epochs where epoch = $1::uuid',
      [gateway.epoch],
    );
    expect(rows).toEqual([{ newest: 3, at: test.clock.now() }]);
  });
});
