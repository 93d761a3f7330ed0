import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmKinds } from '../../../src/log/entry/alarm-kinds.ts';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { entriesOf, gatewayToken } from '../../support/an-office.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let ministry: Ministry;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
  guard = await aMachine(test, 'guards', [{ role: 'guard' }]);
});
afterAll(() => test.close());

const own = '宿直室（内線110）に知らせ、二人で扉へ行ってください。';
const alarms = [{ id: 'door-forced', instruction: own }];
const read = (token: string, siteId: string, what: string) =>
  test.ask(token, { url: `/api/v1/sites/${siteId}/${what}` });

describe('the instruction of a site for a kind of alarm', () => {
  it('stands in place of the built-in one from the act on, which is one entry', async () => {
    const siteId = await aBareSite(test, ministry);
    const { body: first } = await putPlan(test, ministry.officer.token, siteId, ministry.plan, 0);
    const gateway = aGatewayOf(test, await gatewayToken(test.deps, siteId, 'gateway'));
    await gateway.post(gateway.event('door-forced', { door: 'hall-office' }));
    await gateway.post(gateway.event('tamper', {}));
    const builtIn = [alarmKinds.tamper.instruction, alarmKinds['door-forced'].instruction];
    const told = async () => {
      const { body } = await read(guard, siteId, 'alarms');
      return body.items.map(({ instruction }: { instruction: string }) => instruction);
    };
    expect(await told()).toEqual(builtIn);

    const before = (await entriesOf(test.pool, siteId)).length;
    const plan = { ...ministry.plan, alarms };
    const put = await putPlan(test, ministry.officer.token, siteId, plan, first.seq);
    expect(put.body).toMatchObject({ stored: true, difference: { alarms: { added: ['door-forced'] } } });
    const entries = (await entriesOf(test.pool, siteId)).slice(before);
    expect(entries.map(({ kind }) => kind)).toEqual(['plan-changed']);
    expect(await told()).toEqual([alarmKinds.tamper.instruction, own]);

    await putPlan(test, ministry.officer.token, siteId, ministry.plan, put.body.seq);
    expect(await told()).toEqual(builtIn);
  });

  it('is shown with the plan to whoever reads alarms, and to nobody else', async () => {
    const siteId = await aBareSite(test, ministry);
    await putPlan(test, ministry.officer.token, siteId, { ...ministry.plan, alarms }, 0);
    const unseeing = await aMachine(test, 'unseeing', [{ role: 'system-admin' }]);
    expect((await read(guard, siteId, 'plan')).body.alarms).toEqual(alarms);
    expect((await read(unseeing, siteId, 'plan')).body.alarms).toEqual([]);
  });

  it('of a kind that is never raised, or of one twice, is refused', async () => {
    const siteId = await aBareSite(test, ministry);
    const refused = await putPlan(
      test,
      ministry.officer.token,
      siteId,
      { ...ministry.plan, alarms: [{ id: 'door-ajar', instruction: own }] },
      0,
    );
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ at: '/alarms/0/id' }] } });
  });
});
