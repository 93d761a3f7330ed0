import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDue } from '../../../src/access/batch/lanes/sweep-due.ts';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: aPlan() });
});
afterAll(() => test.close());

/** More than a batch settles at once, of a kind that a newer program on the same database has written. */
const unknown = 600;

async function unknownLeft(): Promise<number> {
  const { rows } = await test.pool.query("select count(*) from deadlines where kind = 'visit-over'");
  return rows[0].count;
}

describe('deadlines of a kind this program does not know', () => {
  it('stay due, and hold up neither those it knows nor the sites they belong to', async () => {
    const longAgo = new Date(test.clock.now().getTime() - 86_400_000);
    await test.pool.query(
      `insert into deadlines (site_id, kind, ref, due_at)
        select $1, 'visit-over', n::text, $2 from generate_series(1, $3) as n`,
      [office.siteId, longAgo, unknown],
    );
    const gateway = aGatewayOf(test, office.tokens.get('gateway'));
    await gateway.post(gateway.event('heartbeat'));
    test.clock.set(new Date(test.clock.now().getTime() + 120_000));
    await gateway.post(gateway.read('10000', 'street-hall-to-hall'));
    const kinds = (await entriesOf(test.pool, office.siteId)).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(['gateway-silent', 'gateway-heard', 'card-read']);
    expect(await unknownLeft()).toBe(unknown);

    const swept: string[] = [];
    const batcher = {
      runDue: async (siteId: string) => void swept.push(siteId),
      databaseAnswered: () => undefined,
    };
    expect(await sweepDue(test.pool, batcher, test.clock)).toEqual([]);
    expect(swept).toEqual([]);
    expect(await unknownLeft()).toBe(unknown);
  });
});
