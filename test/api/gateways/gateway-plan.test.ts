import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBareSite, aMinistry, type Ministry, planOf, putPlan } from '../../support/a-ministry.ts';
import { aReader } from '../../support/a-plan.ts';
import { gatewayToken } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aToken, startTestApp, type TestApp } from '../../support/test-app.ts';

/** The door of the hall is another gateway's. */
function twoGateways(organisation: string) {
  const plan = planOf(organisation);
  return {
    ...plan,
    doors: plan.doors.map((door) =>
      door.id === 'hall-office' ? { ...door, interlock: 'lock', contact: false, openWithinMs: 5000 } : door,
    ),
    readers: plan.readers.map((reader) =>
      reader.door === 'street-hall' ? reader : { ...reader, gateway: 'upstairs' },
    ),
    gateways: [...plan.gateways, { id: 'upstairs', name: '2F', silentAfterMs: 60_000 }],
  };
}

let test: TestApp;
let ministry: Ministry;
let plan: ReturnType<typeof twoGateways>;
let siteId: string;
let token: string;
let planSeq: number;
const read = (as: string, headers = {}) =>
  test.ask(as, { method: 'GET', url: '/api/v1/gateway/plan', headers });

beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
  plan = twoGateways(ministry.organisation);
  siteId = await aBareSite(test, ministry);
  const put = await putPlan(test, ministry.officer.token, siteId, plan, 0);
  expect(put.body).toHaveProperty('seq');
  planSeq = put.body.seq;
  token = await gatewayToken(test.deps, siteId, 'upstairs');
});
afterAll(() => test.close());

describe('the plan of a gateway', () => {
  it('is its own doors and readers, with what it needs and nobody’s name', async () => {
    const { status, headers, body } = await read(token);
    expect(status).toBe(200);
    expect(headers.etag).toBe(`"${planSeq}"`);
    expect(body).toEqual({
      site: { timeZone: 'Asia/Tokyo', tooOldAfterMs: 30_000 },
      gateway: { id: 'upstairs', silentAfterMs: 60_000 },
      doors: [
        { id: 'hall-office', contact: false, openWithinMs: 5000, interlock: 'lock', outOfService: false },
        { id: 'office-server', contact: true, openWithinMs: 10_000, outOfService: false },
      ],
      readers: [
        { id: 'hall-office-to-office', door: 'hall-office', direction: 'entering', escape: false },
        { id: 'office-server-to-office', door: 'office-server', direction: 'leaving', escape: true },
        { id: 'office-server-to-server', door: 'office-server', direction: 'entering', escape: false },
      ],
    });
    const words = plan.zones.map(({ name }) => name);
    expect(words.filter((word) => JSON.stringify(body).includes(word))).toEqual([]);
  });

  it('is another one’s to another gateway', async () => {
    const { body } = await read(await gatewayToken(test.deps, siteId, 'gateway'));
    expect(body.gateway).toEqual({ id: 'gateway', silentAfterMs: 90_000 });
    expect(body.readers.map(({ id }: { id: string }) => id)).toEqual(['street-hall-to-hall']);
  });

  it.each([
    ['the tag', () => `"${planSeq}"`],
    ['one of several', () => `"7", "${planSeq}"`],
    ['made weak by a proxy', () => `W/"${planSeq}"`],
    ['any', () => '*'],
  ])('is not sent again to whoever has it: %s', async (_, tag) => {
    const { status, headers, body } = await read(token, { 'if-none-match': tag() });
    expect({ status, body, etag: headers.etag }).toEqual({ status: 304, body: '', etag: `"${planSeq}"` });
  });

  it('changes with a change of the plan, from its entry on', async () => {
    const changed = {
      ...plan,
      readers: [...plan.readers, { ...aReader('hall-office', 'hall'), gateway: 'upstairs' }],
    };
    const put = await putPlan(test, ministry.officer.token, siteId, changed, planSeq);
    expect(put.status).toBe(200);
    const { status, headers, body } = await read(token, { 'if-none-match': `"${planSeq}"` });
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: `"${put.body.seq}"` });
    expect(body.readers).toContainEqual({
      id: 'hall-office-to-hall',
      door: 'hall-office',
      direction: 'leaving',
      escape: true,
    });
  });

  it('is for gateways alone', async () => {
    const person = await aToken(test, { type: 'machine', id: 'nobody' });
    for (const other of [ministry.officer.token, person]) {
      const detail = expect.stringContaining('ゲートウェイ（gateway）');
      expect(await read(other)).toMatchObject({ status: 403, body: { detail } });
    }
  });

  it('is told no more from the moment its token is revoked', async () => {
    const stopped = await gatewayToken(test.deps, siteId, 'upstairs');
    expect((await read(stopped)).status).toBe(200);
    await asOwner(test, 'update api_tokens set revoked_at = created_at where token_id = $1', [
      stopped.split('_')[1],
    ]);
    const { status } = await read(stopped);
    expect(status).toBe(401);
  });
});
