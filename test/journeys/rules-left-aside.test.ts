import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../support/a-permit-house.ts';
import { entriesOf, gatewayToken } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';

let house: PermitHouse;
let approver: Officer;
let officer: Officer;
let gateway: TestGateway;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site } = house;
  test.clock.set(morning);
  approver = await anOfficer(test, [{ role: 'exception-approver', siteId: site }]);
  officer = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
});
afterAll(() => house.test.close());

const later = (hours: number) => house.test.clock.set(new Date(morning.getTime() + hours * 3_600_000));

describe('a building that adopts 「届出＋承認」 for pictures of outsiders', () => {
  const purposes = { code: 'listed', words: '広報・報道など' };

  async function proposed(): Promise<string> {
    const { test, section, post, admin } = house;
    const writer = await anOfficer(test, [{ role: 'security-officer' }]);
    await post(admin.token, `/organisations/${section}/purposes`, purposes);
    const { body } = await post(writer.token, '/determinations', {
      organisation: section,
      row: 't2r14',
      class: 2,
      clauses: [
        { value: 'notification', purposes: ['listed'], words: '届出をして、庁舎管理者の承認を受ける' },
        { value: 'permission' },
      ],
      words: '撮影は届出と承認、業としてするものは許可による',
      basis: '庁舎管理規則',
      from: test.clock.now().toISOString(),
    });
    return body.id;
  }

  it('is asked whether one may begin before anyone answers, and adopts a permission', async () => {
    const { test, site, host, zoneOfficer, post, permit } = house;
    const adopter = await anOfficer(test, [{ role: 'general-officer' }]);
    const id = await proposed();
    const unasked = await post(adopter.token, `/determinations/${id}/adopt`, {});
    expect(unasked.body).toMatchObject({
      status: 422,
      errors: [{ at: '/beginsBeforeAnswer', message: expect.stringContaining('答える前に始めて') }],
    });
    const adopted = await post(adopter.token, `/determinations/${id}/adopt`, { beginsBeforeAnswer: false });
    expect(adopted.body).toMatchObject({ stored: true, id, value: 'permission' });

    const applied = await post(host.token, `/sites/${site}/photography`, {
      persons: [host.id],
      zones: ['office'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-06T12:00:00+09:00',
      purpose: '広報誌に載せる',
      purposeCode: 'listed',
      terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
    });
    expect(applied.body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'permission',
        lines: [{ value: 'permission', chain: [{}, { words: '届出をして、庁舎管理者の承認を受ける' }] }],
      },
    });
    await house.place(host.id, 'office');
    expect((await permit(host.token, applied.body.id, 'start')).status).toBe(409);
    expect((await permit(zoneOfficer.token, applied.body.id, 'approve')).body.state).toBe('approved');
    expect((await permit(host.token, applied.body.id, 'start')).body).toEqual({ state: 'in-use' });
  });

  it('adopts a notification where one may', async () => {
    const { test, section, post } = house;
    const [writer, adopter] = [
      await anOfficer(test, [{ role: 'security-officer' }]),
      await anOfficer(test, [{ role: 'security-officer' }]),
    ];
    const { body } = await post(writer.token, '/determinations', {
      organisation: section,
      row: 't2r14',
      class: 1,
      value: 'notification',
      words: '届出による',
      basis: '庁舎管理規則',
      from: test.clock.now().toISOString(),
    });
    const adopted = await post(adopter.token, `/determinations/${body.id}/adopt`, {
      beginsBeforeAnswer: true,
    });
    expect(adopted.body).toMatchObject({ stored: true, value: 'notification' });
  });
});

describe('an exception that ends', () => {
  it('is applied for, lets one person in, ends by itself, and is pursued until its end is reported', async () => {
    const { test, site, host, make, post, get, permit } = house;
    await house.determine('t1r19', 2, [{ value: 'required' }]);
    await make('/cards', { format: 'wiegand-26', facility: '1', number: '40001', person: host.id });
    const enters = async () => {
      const answer = await gateway.post(gateway.read('40001', 'hall-office-to-office'));
      return answer.body.results[0].verdict;
    };
    const { body } = await post(host.token, `/sites/${site}/openings`, {
      kind: 'exception',
      persons: [host.id],
      rows: ['t1r19'],
      zones: ['office'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-06T12:00:00+09:00',
      reason: '許可の手続の間も復旧に当たる',
      terms: { alternatives: '同行する', risk: '単独での立入り', handling: '毎日報告する' },
    });
    expect(await enters()).toBe('deny');
    expect((await permit(approver.token, body.id, 'approve')).body.state).toBe('approved');
    expect(await enters()).toBe('grant');
    later(3);
    expect(await enters()).toBe('deny');

    const register = await get(approver.token, `/sites/${site}/permits?kind=person-exception&running=true`);
    expect(register.body.items).toEqual([]);
    const tasks = async (token: string) => {
      const mine = (await get(token, `/sites/${site}/permit-tasks?mine=true`)).body.items;
      const found = mine.find((one: { permit: string }) => one.permit === body.id);
      return (found?.tasks ?? []).map((task: { is: string; risen: boolean }) => [task.is, task.risen]);
    };
    later(24 * 15);
    expect(await tasks(host.token)).toEqual([['unreported', false]]);
    expect(await tasks(officer.token)).toEqual([]);
    later(24 * 18);
    // What fell due is settled with the next read.
    expect(await enters()).toBe('deny');
    expect(await tasks(officer.token)).toEqual([['unreported', true]]);
    await permit(host.token, body.id, 'close', { report: '復旧を終えた' });
    expect(await tasks(officer.token)).toEqual([]);
    const kinds = (await entriesOf(test.pool, site))
      .filter(({ text }) => JSON.parse(text).subject.permit === body.id)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['permit-requested', 'permit-approved', 'permit-unreported', 'permit-closed']);
  });
});
