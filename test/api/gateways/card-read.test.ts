import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasons } from '../../../src/access/decide/reasons.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

const epoch = 'a'.repeat(32);

describe('a card read', () => {
  let test: TestApp;
  let office: Office;
  let seq = 0;

  beforeAll(async () => {
    test = await startTestApp();
    office = await anOffice(test.deps);
  });
  afterAll(() => test.close());

  const post = (...events: readonly Record<string, unknown>[]) =>
    test.ask(office.tokens.get('gateway'), {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch, events },
    });
  const read = (number: string, reader: string, over: Record<string, unknown> = {}) => {
    seq += 1;
    return {
      seq,
      kind: 'card-read',
      reader,
      at: '2026-04-06T00:00:00+09:00',
      card: { format: 'wiegand-26', facility: '1', number },
      ...over,
    };
  };

  it('is granted to staff with a permission, and recorded before it is answered', async () => {
    const answer = await post(read('10000', 'street-hall-to-hall'));
    expect(answer.status).toBe(200);
    expect(answer.body.results).toMatchObject([{ status: 'stored', verdict: 'grant', openWithinMs: 10_000 }]);
    const entries = await entriesOf(test.pool, office.siteId);
    expect(entries.at(-1)).toMatchObject({ seq: answer.body.results[0].entry, kind: 'card-read' });
  });

  it('that is granted names the permission it rests on, in the record and to whoever follows it', async () => {
    const someone = office.persons[1];
    const { body } = await post(read(someone?.number ?? '', 'hall-office-to-office'));
    const { rows } = await test.pool.query<{ id: string }>(
      'select permission_id as id from standing_permissions where site_id = $1 and person_id = $2',
      [office.siteId, someone?.id],
    );
    const rests = [{ person: someone?.id, permission: rows[0]?.id }];
    const last = (await entriesOf(test.pool, office.siteId)).at(-1);
    expect(JSON.parse(last?.text ?? '{}').decision.restsOn).toEqual(rests);
    const guard = await aMachine(test, 'guard', [{ role: 'guard' }]);
    const url = `/api/v1/sites/${office.siteId}/events?after=${body.results[0].entry - 1}`;
    expect((await test.ask(guard, { method: 'GET', url })).body.items[0].restsOn).toEqual(rests);
  });

  it('of an unknown card is denied and recorded like any other, without its number', async () => {
    const answer = await post(read('77777', 'street-hall-to-hall'));
    expect(answer.body.results[0]).toMatchObject({ verdict: 'deny' });
    expect(answer.body.results[0].reasons.map(({ code }: { code: string }) => code)).toContain(
      'unknown-card',
    );
    const last = (await entriesOf(test.pool, office.siteId)).at(-1);
    expect(last?.text).not.toContain('77777');
    expect(JSON.parse(last?.text ?? '{}').personal).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that is denied is answered with words for whoever stands there; the record keeps the code alone', async () => {
    const { body } = await post(read('77778', 'street-hall-to-hall'));
    const answered: { code: string; says?: string }[] = body.results[0].reasons;
    expect(answered.find(({ code }) => code === 'unknown-card')?.says).toBe(reasons['unknown-card'].says.ja);
    const last = (await entriesOf(test.pool, office.siteId)).at(-1);
    const recorded: { code: string }[] = JSON.parse(last?.text ?? '{}').decision.reasons;
    expect(answered.map(({ says: _, ...ground }) => ground)).toEqual(recorded);
  });

  it('that comes twice is answered as before and recorded once', async () => {
    const event = read('10001', 'street-hall-to-hall');
    const first = await post(event);
    const before = await entriesOf(test.pool, office.siteId);
    const second = await post(event);
    expect(second.body.results[0]).toEqual({ ...first.body.results[0], status: 'duplicate' });
    expect(await entriesOf(test.pool, office.siteId)).toHaveLength(before.length);
  });

  it('is never decided by the rules of a log from before a restore, though they bear the same number', async () => {
    const verdict = async () => (await post(read('10002', 'street-hall-to-hall'))).body.results[0].verdict;
    expect(await verdict()).toBe('grant');
    await asOwner(
      test,
      `update plan_elements set body = body || '{"outOfService": true}'
        where site_id = $1 and element_id = 'street-hall' and until_seq is null`,
      [office.siteId],
    );
    await asOwner(test, 'update heads set epoch = gen_random_uuid() where site_id = $1', [office.siteId]);
    expect(await verdict()).toBe('deny');
  });
});
